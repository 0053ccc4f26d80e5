package dev.scheduling.autoconfigure;

import java.time.Clock;

import dev.scheduling.annotation.PeriodicTaskRegistry;
import dev.scheduling.background.InProcessExecutor;
import dev.scheduling.background.LongRunWarning;
import dev.scheduling.execution.ShutdownBudget;
import dev.scheduling.lock.RunLock;
import dev.scheduling.periodic.PeriodicTaskOperations;
import dev.scheduling.periodic.PeriodicTasks;
import dev.scheduling.queue.PayloadCodec;
import dev.scheduling.queue.RuntimeTaskCodec;
import dev.scheduling.queue.TickJobFactory;
import dev.scheduling.store.DurableTickStore;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.PeriodicStore;
import dev.scheduling.store.TaskControlStore;
import dev.scheduling.tick.DurableLane;
import dev.scheduling.tick.TickEngine;
import dev.scheduling.tick.TickSettings;
import net.javacrumbs.shedlock.core.LockProvider;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The engine that fires tasks, and when it starts and stops.
 */
@Configuration(proxyBeanMethods = false)
class TickConfiguration {

	static final String EXECUTOR = "schedulingTickExecutor";

	@Bean
	NodeName schedulingNodeName(Environment environment) {
		return NodeName.of(environment);
	}

	@Bean(name = EXECUTOR, defaultCandidate = false)
	InProcessExecutor schedulingTickExecutor(SchedulingProperties properties, Environment environment) {
		boolean virtualThreads = Threading.VIRTUAL.isActive(environment);
		return new InProcessExecutor("scheduling-tick-", properties.scheduler().concurrencyOn(virtualThreads),
				properties.scheduler().queueCapacity(), virtualThreads, "scheduling.scheduler.queue-capacity");
	}

	@Bean
	DurableLane schedulingDurableLane(DurableTickStore store, JobStore jobs, PayloadCodec payloads) {
		return new DurableLane(store, jobs, new TickJobFactory(payloads, Clock.systemUTC()),
				new RuntimeTaskCodec(payloads));
	}

	@Bean
	TickEngine schedulingTickEngine(NodeName node, SchedulingProperties properties, PeriodicStore store,
			TaskControlStore controls, DurableLane durable, LockProvider lockProvider,
			@Qualifier(EXECUTOR) InProcessExecutor executor, LongRunWarning longRuns, PeriodicTaskRegistry registry) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("scheduling-");
		threads.setDaemon(true);
		TickSettings settings = new TickSettings(node.value(), properties.lease(), node.ids(), System::nanoTime,
				threads);
		return new TickEngine(settings, store, controls, durable, new RunLock(lockProvider, properties.lease()),
				executor, longRuns, registry::tasks);
	}

	@Bean
	@ConditionalOnMissingBean
	PeriodicTasks periodicTasks(TickEngine engine) {
		return engine.tasks();
	}

	@Bean
	@ConditionalOnMissingBean
	PeriodicTaskOperations periodicTaskOperations(TickEngine engine) {
		return engine.operations();
	}

	@Bean
	PeriodicRunsLifecycle schedulingPeriodicRunsLifecycle(TickEngine engine, ShutdownBudget budget) {
		return new PeriodicRunsLifecycle(engine, budget);
	}

	@Bean
	PeriodicTicksLifecycle schedulingPeriodicTicksLifecycle(TickEngine engine, SchedulingProperties properties,
			PeriodicStore store, NodeName node, Namespace namespace, ObjectProvider<RedisStartupCheck> redis) {
		SchedulingStartupLog log = new SchedulingStartupLog(store.clock(), node.value(), namespace, properties.zone(),
				properties.logTasks());
		return new PeriodicTicksLifecycle(engine, properties, log, redis.stream().findFirst().orElse(null));
	}

}
