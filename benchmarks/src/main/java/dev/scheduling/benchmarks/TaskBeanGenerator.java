package dev.scheduling.benchmarks;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

import org.springframework.asm.AnnotationVisitor;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.util.ClassUtils;

/**
 * Makes classes of beans with annotated methods, which is the way in which users define
 * tasks; nobody would write ten thousand.
 */
final class TaskBeanGenerator {

	private static final int METHODS_PER_CLASS = 100;

	private static final String PARENT = ClassUtils.convertClassNameToResourcePath(TaskBean.class.getName());

	private static final String CONSTRUCTOR = "(L%s;)V"
		.formatted(ClassUtils.convertClassNameToResourcePath(Starts.class.getName()));

	private static final String CONTEXT = "Ldev/scheduling/periodic/TaskContext;";

	private final Form form;

	private final String cron;

	TaskBeanGenerator(Form form, String cron) {
		this.form = form;
		this.cron = cron;
	}

	/**
	 * Makes classes.
	 * @param tasks how many annotated methods they have together
	 * @return the classes, each with a constructor that takes {@link Starts}
	 */
	List<Class<? extends TaskBean>> generate(int tasks) {
		List<Class<? extends TaskBean>> classes = new ArrayList<>();
		for (int first = 0; first < tasks; first += METHODS_PER_CLASS) {
			classes.add(generate(first, Math.min(tasks, first + METHODS_PER_CLASS)));
		}
		return classes;
	}

	private Class<? extends TaskBean> generate(int first, int end) {
		ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
		writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "%s%05d".formatted(PARENT, first), null, PARENT, null);
		MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", CONSTRUCTOR, null, null);
		constructor.visitCode();
		constructor.visitVarInsn(Opcodes.ALOAD, 0);
		constructor.visitVarInsn(Opcodes.ALOAD, 1);
		constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, PARENT, "<init>", CONSTRUCTOR, false);
		end(constructor);
		for (int task = first; task < end; task++) {
			addTask(writer, task);
		}
		writer.visitEnd();
		try {
			return MethodHandles.lookup().defineClass(writer.toByteArray()).asSubclass(TaskBean.class);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void addTask(ClassWriter writer, int task) {
		boolean periodic = (this.form == Form.PERIODIC);
		MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "task%05d".formatted(task),
				periodic ? "(" + CONTEXT + ")V" : "()V", null, null);
		AnnotationVisitor annotation = method.visitAnnotation(this.form.descriptor, true);
		if (periodic) {
			AnnotationVisitor crons = annotation.visitArray("cron");
			crons.visit(null, this.cron);
			crons.visitEnd();
		}
		else {
			annotation.visit("cron", this.cron);
		}
		annotation.visitEnd();
		method.visitCode();
		if (periodic) {
			method.visitVarInsn(Opcodes.ALOAD, 0);
			method.visitLdcInsn(task);
			method.visitVarInsn(Opcodes.ALOAD, 1);
			method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, PARENT, "started", "(I" + CONTEXT + ")V", false);
		}
		end(method);
	}

	private static void end(MethodVisitor method) {
		method.visitInsn(Opcodes.RETURN);
		method.visitMaxs(0, 0);
		method.visitEnd();
	}

	/**
	 * The annotation of the methods.
	 */
	enum Form {

		PERIODIC("Ldev/scheduling/periodic/Periodic;"),

		SCHEDULED("Lorg/springframework/scheduling/annotation/Scheduled;");

		private final String descriptor;

		Form(String descriptor) {
			this.descriptor = descriptor;
		}

	}

}
