package dev.scheduling.queue;

import java.util.List;

import dev.scheduling.job.JobId;
import dev.scheduling.store.FetchedJob;
import dev.scheduling.testing.TestTransactionManager;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Jobs of type {@code export} that are enqueued in transactions.
 */
abstract class TransactionFixture {

	final JobQueueFixture fixture = new JobQueueFixture(JobQueueFixture.handler("export", Export.class));

	final DurableJobQueue queue = this.fixture.queue;

	final TestTransactionManager transactions = new TestTransactionManager();

	void inTransaction(Runnable work) {
		inTransaction(TransactionDefinition.PROPAGATION_REQUIRED, work);
	}

	void inTransaction(int propagation, Runnable work) {
		TransactionTemplate template = new TransactionTemplate(this.transactions);
		template.setPropagationBehavior(propagation);
		template.executeWithoutResult((status) -> work.run());
	}

	static void afterCommit(Runnable action) {
		TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
			@Override
			public void afterCommit() {
				action.run();
			}
		});
	}

	JobId enqueue(String region) {
		return this.queue.enqueue(new Export(region));
	}

	List<JobId> stored() {
		return this.fixture.fetch("default").stream().map(FetchedJob::lease).map((lease) -> lease.id()).toList();
	}

	record Export(String region) {

	}

}
