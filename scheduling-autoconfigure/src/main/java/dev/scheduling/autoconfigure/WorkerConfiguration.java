package dev.scheduling.autoconfigure;

import dev.scheduling.annotation.JobHandlerRegistry;
import dev.scheduling.annotation.PeriodicTaskRegistry;
import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.execution.ShutdownBudget;
import dev.scheduling.lock.RunLock;
import dev.scheduling.queue.PayloadCodec;
import dev.scheduling.queue.QueueSettings;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.TaskControlStore;
import dev.scheduling.worker.JobCode;
import dev.scheduling.worker.TickFailures;
import dev.scheduling.worker.TickRunHistory;
import dev.scheduling.worker.TickRunLocks;
import dev.scheduling.worker.WorkerFingerprint;
import dev.scheduling.worker.WorkerThreads;
import net.javacrumbs.shedlock.core.LockProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The consuming side of durable jobs. Whether it runs is decided when the application
 * starts, not when it is built: see {@link WorkerLifecycle#isAutoStartup()}.
 */
@Configuration(proxyBeanMethods = false)
@Import({ CommonConfiguration.class, WorkerStoreConfiguration.OfRedis.class, WorkerStoreConfiguration.OfMemory.class })
class WorkerConfiguration {

	static final String EXECUTOR = "schedulingWorkerExecutor";

	@Bean(name = EXECUTOR, defaultCandidate = false)
	InProcessExecutor schedulingWorkerExecutor(WorkerProperties properties, Environment environment) {
		boolean virtualThreads = Threading.VIRTUAL.isActive(environment);
		return new InProcessExecutor("scheduling-job-", properties.concurrencyOn(virtualThreads), 0, virtualThreads,
				"scheduling.worker.concurrency");
	}

	@Bean
	WorkerRole schedulingWorkerRole(SchedulingProperties properties, WorkerProperties worker,
			JobHandlerRegistry handlers, PeriodicTaskRegistry tasks, ConfiguredQueues queues) {
		return new WorkerRole(properties, worker, handlers, tasks, queues);
	}

	@Bean(destroyMethod = "stop")
	TickRunLocks schedulingTickRunLocks(NodeName node, PeriodicStore store, LockProvider lockProvider,
			SchedulingProperties properties) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("scheduling-");
		threads.setDaemon(true);
		return new TickRunLocks(new RunLock(lockProvider, properties.lease()), properties.lease(),
				new TickRunHistory(node.value(), store), System::nanoTime, threads);
	}

	@Bean
	WorkerLifecycle schedulingWorkerLifecycle(NodeName node, WorkerRole role, WorkerConnections connections,
			@Qualifier(EXECUTOR) InProcessExecutor executor, JobHandlerRegistry handlers, PayloadCodec payloads,
			JobStore jobs, TickRunLocks tickLocks, PeriodicStore ticks, TaskControlStore controls,
			ObjectProvider<BuildProperties> build) {
		// No daemons: they keep an application alive that does nothing but work.
		WorkerThreads threads = new WorkerThreads(executor, new CustomizableThreadFactory("scheduling-worker-"));
		return new WorkerLifecycle(node, role, connections, threads,
				new JobCode((name) -> handlers.find(name).map(tickLocks::guard), payloads,
						new TickFailures(ticks, controls),
						() -> WorkerFingerprint.of(handlers.handlers(), describe(build.getIfUnique()))),
				new WorkerStartupLog(jobs));
	}

	private static String describe(@Nullable BuildProperties build) {
		return (build != null) ? build.getVersion() + " " + build.getTime() : "";
	}

	@Bean
	WorkerDrainLifecycle schedulingWorkerDrainLifecycle(WorkerLifecycle worker, ShutdownBudget budget) {
		return new WorkerDrainLifecycle(worker, budget);
	}

}
