package dev.scheduling.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.scheduling.annotation.JobHandlerDefinition;
import dev.scheduling.job.Job;
import dev.scheduling.job.JobBody;
import dev.scheduling.job.JobId;
import dev.scheduling.job.JobState;
import dev.scheduling.store.NewJob;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * J17: jobs that a worker cannot run, and the workers of another build beside it.
 */
class ParkedJobsTests extends WorkerFixture {

	private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

	record OldExport(String region, int rows) {

	}

	record NewExport(String region, String rows) {

	}

	@Test
	void j17JobOfAnUnknownNameIsParkedWithItsReason() {
		WorkerParts worker = worker(counting("known"));
		JobId id = enqueue("a", "renamed");

		work(worker);

		assertThat(state(id)).isEqualTo(JobState.PARKED);
		assertThat(stored(id).failures() + stored(id).crashes()).isZero();
		Job.Parking parking = stored(id).parking();
		assertThat(parking.reason()).startsWith("this application has no @JobHandler(\"renamed\")")
			.contains("protocol 1", parking.fingerprints().iterator().next());
		assertThat(parking.until()).isEqualTo(this.clock.instant().plus(Duration.ofDays(7)));
	}

	@Test
	void j17NoWorkerOfTheSameBuildSeesItAgain() {
		JobId id = enqueue("a", "renamed");
		work(worker(counting("known")));
		WorkerParts same = worker(counting("known"));
		this.leases.calls.clear();

		for (int i = 0; i < 5; i++) {
			same.reaper().pass();
			work(same);
			advance(SECOND);
		}

		assertThat(stored(id).times().startedAt()).isEqualTo(this.clock.instant().minusSeconds(5));
		assertThat(this.leases.calls).doesNotContain("complete", "completeAndFetch");
	}

	@Test
	void j17WorkerThatHasTheHandlerTakesItAtOnce() {
		JobId id = enqueue("a", "added");
		work(worker(counting("known")));
		WorkerParts other = worker(counting("known"), counting("another"));
		WorkerParts next = worker(counting("known"), counting("added"));

		other.reaper().pass();
		work(other);
		assertThat(state(id)).isEqualTo(JobState.PARKED);
		next.reaper().pass();
		next.fetcher().pass();
		assertThat(next.runs().awaitNoneRunning(SECOND)).isTrue();
		work(next);

		assertThat(state(id)).isEqualTo(JobState.SUCCEEDED);
		assertThat(this.starts).hasValue(1);
	}

	@Test
	void j17RenamedHandlerRunsTheJobsOfItsAlias() {
		JobId parked = enqueue("a", "export");
		work(worker(counting("known")));
		JobId waiting = enqueue("b", "export");
		WorkerParts renamed = worker(counting("export-data").aliases("export"));

		renamed.reaper().pass();
		work(renamed);

		assertThat(state(parked)).isEqualTo(JobState.SUCCEEDED);
		assertThat(state(waiting)).isEqualTo(JobState.SUCCEEDED);
	}

	@Test
	void j17PayloadThatDoesNotFitWaitsForABuildThatItFits() {
		WorkerParts old = worker(export(OldExport.class, "old"));
		WorkerParts next = worker(export(NewExport.class, "new"));
		JobId id = enqueue("a", QUEUE, envelope("export", "{\"region\":\"EMEA\",\"rows\":\"many\"}"), Duration.ZERO);

		work(old);
		assertThat(state(id)).isEqualTo(JobState.PARKED);
		assertThat(stored(id).parking().reason()).startsWith("its payload does not fit");
		next.reaper().pass();
		work(next);

		assertThat(state(id)).isEqualTo(JobState.SUCCEEDED);
		assertThat(this.ran).containsExactly("new");
	}

	@Test
	void j17WhatNoBuildCanRunIsTriedOnceByEachAndThenDead() {
		WorkerParts old = worker(export(OldExport.class, "old"));
		WorkerParts next = worker(export(NewExport.class, "new"));
		JobId id = enqueue("a", QUEUE, envelope("export", "{\"rows\":[]}"), Duration.ZERO);

		for (int i = 0; i < 4; i++) {
			for (WorkerParts worker : List.of(old, next)) {
				worker.reaper().pass();
				work(worker);
			}
		}
		assertThat(state(id)).isEqualTo(JobState.PARKED);
		assertThat(stored(id).parking().fingerprints()).hasSize(2);
		this.clock.advance(Duration.ofDays(7));
		old.reaper().pass();

		assertThat(state(id)).isEqualTo(JobState.DEAD);
		assertThat(stored(id).error()).startsWith("No worker could run the job for too long: its payload does not fit");
		assertThat(this.ran).isEmpty();
	}

	@Test
	void j17NewerProtocolWaitsForAWorkerThatReadsIt() {
		WorkerParts worker = worker(counting("known"));
		JobId id = JobId.of("a", QUEUE);
		this.store.enqueue(QUEUE, List.of(NewJob.ready(id, new byte[] { 2, 1, 2 })));

		work(worker);

		assertThat(state(id)).isEqualTo(JobState.PARKED);
		assertThat(stored(id).parking().reason())
			.startsWith("The envelope has protocol 2, and this version reads up to 1");
		WorkerParts other = worker(counting("another"));
		other.reaper().pass();
		work(other);
		assertThat(stored(id).parking().fingerprints()).hasSize(1);
	}

	@Test
	void j17RollingDeployBothWaysWithoutPingPong() {
		List<JobHandlerDefinition> oldBuild = List.of(counting("kept"), counting("removed"),
				export(OldExport.class, "old"));
		List<JobHandlerDefinition> newBuild = List.of(counting("kept"), counting("added"),
				export(NewExport.class, "new"));
		List<WorkerParts> workers = List.of(worker(oldBuild.toArray(JobHandlerDefinition[]::new)),
				worker(newBuild.toArray(JobHandlerDefinition[]::new)),
				worker(oldBuild.toArray(JobHandlerDefinition[]::new)),
				worker(newBuild.toArray(JobHandlerDefinition[]::new)));
		List<JobId> ids = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			ids.add(enqueue("kept" + i, "kept"));
			ids.add(enqueue("removed" + i, "removed"));
			ids.add(enqueue("added" + i, "added"));
			ids.add(enqueue("old" + i, QUEUE, envelope("export", "{\"region\":\"x\",\"rows\":1}"), Duration.ZERO));
			ids.add(enqueue("new" + i, QUEUE, envelope("export", "{\"region\":\"x\",\"rows\":\"many\"}"),
					Duration.ZERO));
		}

		for (int round = 0; round < 5; round++) {
			workers.forEach((worker) -> {
				worker.reaper().pass();
				visit(worker);
				work(worker);
			});
		}

		assertThat(ids).allSatisfy((id) -> assertThat(stored(id)).extracting("state", "failures", "crashes")
			.containsExactly(JobState.SUCCEEDED, 0, 0));
		assertThat(this.starts.get() + this.ran.size()).isEqualTo(100);
	}

	@Test
	void j17FingerprintTellsBuildsApart() {
		JobHandlerDefinition a = counting("a");
		JobHandlerDefinition b = counting("b");

		String fingerprint = WorkerFingerprint.of(List.of(a, b), "");

		assertThat(WorkerFingerprint.of(List.of(b, a), "")).isEqualTo(fingerprint).matches("[0-9a-f]{12}");
		assertThat(WorkerFingerprint.of(List.of(a), "")).isNotEqualTo(fingerprint);
		assertThat(WorkerFingerprint.of(List.of(a, b), "1.1")).isNotEqualTo(fingerprint);
		assertThat(WorkerFingerprint.of(List.of(a, b.aliases("c")), "")).isNotEqualTo(fingerprint);
		assertThat(WorkerFingerprint.of(List.of(export(OldExport.class, "")), ""))
			.isNotEqualTo(WorkerFingerprint.of(List.of(export(NewExport.class, "")), ""));
	}

	private WorkerParts worker(JobHandlerDefinition... handlers) {
		Map<String, JobHandlerDefinition> byName = new HashMap<>();
		for (JobHandlerDefinition handler : handlers) {
			byName.put(handler.name(), handler);
			handler.aliases().forEach((alias) -> byName.put(alias, handler));
		}
		return worker(this.leases, byName, 4);
	}

	private JobHandlerDefinition export(Class<?> payload, String name) {
		JobBody body = (request, context) -> {
			this.ran.add(name);
			return null;
		};
		return JobHandlerDefinition.of("export", payload, body);
	}

}
