package dev.scheduling.background;

import java.lang.StackWalker.StackFrame;

import org.springframework.util.ClassUtils;

/**
 * Names a task that was added without one: after its class, or, if that is a lambda or an
 * anonymous class, after the class and method that added it.
 */
final class TaskNames {

	private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

	private TaskNames() {
	}

	static String of(Runnable task) {
		Class<?> type = task.getClass();
		boolean hasName = !type.isSynthetic() && !type.isHidden() && !type.isAnonymousClass();
		return hasName ? ClassUtils.getShortName(type) : caller();
	}

	private static String caller() {
		return STACK.walk((frames) -> frames.filter(TaskNames::isOutside).findFirst())
			.map((frame) -> ClassUtils.getShortName(frame.getDeclaringClass()) + "." + methodName(frame))
			.orElse("background-task");
	}

	private static boolean isOutside(StackFrame frame) {
		Class<?> type = frame.getDeclaringClass();
		return type != TaskNames.class && !BackgroundTasks.class.isAssignableFrom(type);
	}

	private static String methodName(StackFrame frame) {
		String[] parts = frame.getMethodName().split("\\$");
		return (parts.length == 3 && parts[0].equals("lambda")) ? parts[1] : frame.getMethodName();
	}

}
