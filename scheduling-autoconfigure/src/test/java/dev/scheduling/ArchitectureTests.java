package dev.scheduling;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the classes to {@link ArchitectureRules}, and shows for each rule that it rejects
 * a class of the fixture.
 */
class ArchitectureTests {

	private final ArchitectureRules fixtureRules = new ArchitectureRules("dev.scheduling.archfixture");

	private final JavaClasses fixture = new ClassFileImporter().importPackages("dev.scheduling.archfixture");

	@Test
	void classesKeepToTheTable() {
		JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("dev.scheduling");

		CompositeArchRule.of(new ArchitectureRules("dev.scheduling").all()).check(classes);
	}

	@Test
	void aPackageMayNotUseOneAboveIt() {
		assertThat(violations(CompositeArchRule.of(this.fixtureRules.layers()))).contains("UsesTick.upwards")
			.doesNotContain("UsesStore.downwards");
	}

	@Test
	void packagesMayNotFormACycle() {
		assertThat(violations(this.fixtureRules.noCycles())).contains("UsesTick.upwards", "UsesStore.downwards");
	}

	@Test
	void bootIsForWiringAndViews() {
		assertThat(violations(this.fixtureRules.bootOnlyInWiringAndViews())).contains("UsesBoot");
	}

	@Test
	void redisIsForItsStore() {
		assertThat(violations(this.fixtureRules.redisOnlyInItsStore())).contains("UsesRedis");
	}

	@Test
	void shedLockIsForTheLock() {
		assertThat(violations(this.fixtureRules.shedLockOnlyInLock())).contains("UsesShedLock");
	}

	@Test
	void noClassReadsTheTime() {
		assertThat(violations(this.fixtureRules.timeIsHandedIn())).contains("ReadsTime.millis()",
				"ReadsTime.instant()");
	}

	@Test
	void noClassSleepsOrMakesAThread() {
		assertThat(violations(this.fixtureRules.threadsAreHandedIn())).contains("MakesThread.thread()",
				"MakesThread.pause()");
	}

	@Test
	void namesSayWhatAClassDoes() {
		assertThat(violations(this.fixtureRules.namesSayWhatAClassDoes())).contains("JobManager");
	}

	@Test
	void everyPackageIsNullMarked() {
		assertThat(violations(this.fixtureRules.packagesAreNullMarked())).contains("JobManager")
			.doesNotContain("tick.UsesStore");
	}

	private String violations(ArchRule rule) {
		return rule.evaluate(this.fixture).getFailureReport().toString();
	}

}
