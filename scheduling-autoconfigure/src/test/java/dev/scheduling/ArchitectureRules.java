package dev.scheduling;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The table of packages as rules, for the packages below one root. A row that has no
 * classes yet passes.
 */
final class ArchitectureRules {

	/** Top to bottom; a row may use those below it. The last one is the root itself. */
	private static final List<List<String>> ROWS = List.of(List.of("autoconfigure.."),
			List.of("actuate..", "health..", "dashboard.."), List.of("tick.."), List.of("worker.."), List.of("queue.."),
			List.of("background.."), List.of("transaction.."), List.of("execution.."), List.of("lock.."),
			List.of("annotation.."), List.of("store.redis.."), List.of("store.memory.."), List.of("store"),
			List.of("periodic.."), List.of("job.."), List.of(""));

	private static final Set<String> SYSTEM_TIME = Set.of("currentTimeMillis", "nanoTime");

	private final String root;

	ArchitectureRules(String root) {
		this.root = root;
	}

	List<ArchRule> all() {
		return Stream
			.concat(layers().stream(),
					Stream.of(noCycles(), bootOnlyInWiringAndViews(), redisOnlyInItsStore(), shedLockOnlyInLock(),
							timeIsHandedIn(), threadsAreHandedIn(), namesSayWhatAClassDoes(), packagesAreNullMarked()))
			.toList();
	}

	List<ArchRule> layers() {
		return IntStream.range(1, ROWS.size()).mapToObj(this::layer).toList();
	}

	private ArchRule layer(int row) {
		List<String> above = ROWS.subList(0, row).stream().flatMap(List::stream).toList();
		return noClasses().that(resideIn(ROWS.get(row)))
			.should()
			.dependOnClassesThat(resideIn(above))
			.because("a package uses only those below it in the table")
			.allowEmptyShould(true);
	}

	ArchRule noCycles() {
		return slices().matching(this.root + ".(**)").should().beFreeOfCycles();
	}

	ArchRule bootOnlyInWiringAndViews() {
		return onlyIn(List.of("autoconfigure..", "actuate..", "health..", "dashboard.."), "org.springframework.boot..");
	}

	ArchRule redisOnlyInItsStore() {
		return onlyIn(List.of("autoconfigure..", "store.redis.."), "org.springframework.data.redis..", "io.lettuce..");
	}

	ArchRule shedLockOnlyInLock() {
		return onlyIn(List.of("autoconfigure..", "lock.."), "net.javacrumbs.shedlock..");
	}

	private ArchRule onlyIn(List<String> packages, String... libraries) {
		return noClasses().that(not(resideIn(packages))).should().dependOnClassesThat().resideInAnyPackage(libraries);
	}

	/**
	 * A reference such as {@code System::nanoTime} hands time in: it passes.
	 * @return the rule
	 */
	ArchRule timeIsHandedIn() {
		return outsideWiring("read the time",
				(call) -> isCallOf(call, System.class, SYSTEM_TIME) || isNowOfJavaTime(call));
	}

	ArchRule threadsAreHandedIn() {
		return outsideWiring("sleep or make a thread",
				(call) -> isCallOf(call, Thread.class, Set.of("sleep", JavaConstructor.CONSTRUCTOR_NAME))
						|| isCallOf(call, TimeUnit.class, Set.of("sleep")));
	}

	private ArchRule outsideWiring(String description, Predicate<JavaCall<?>> forbidden) {
		return noClasses().that(not(resideIn(List.of("autoconfigure.."))))
			.should()
			.callCodeUnitWhere(describe(description, forbidden))
			.because("tests tick, they do not sleep: time and threads are handed in");
	}

	private static boolean isCallOf(JavaCall<?> call, Class<?> owner, Set<String> names) {
		return call.getTargetOwner().isEquivalentTo(owner) && names.contains(call.getName());
	}

	private static boolean isNowOfJavaTime(JavaCall<?> call) {
		return call.getTargetOwner().getPackageName().equals("java.time") && call.getName().equals("now")
				&& call.getTarget().getRawParameterTypes().isEmpty();
	}

	ArchRule namesSayWhatAClassDoes() {
		return noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager)");
	}

	ArchRule packagesAreNullMarked() {
		return classes().should(new ArchCondition<>("reside in a package that is @NullMarked") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
				events.add(new SimpleConditionEvent(type, marked, "the package of %s".formatted(type.getName())));
			}

		});
	}

	private DescribedPredicate<JavaClass> resideIn(List<String> packages) {
		return resideInAnyPackage(packages.stream()
			.map((name) -> name.isEmpty() ? this.root : this.root + "." + name)
			.toArray(String[]::new));
	}

}
