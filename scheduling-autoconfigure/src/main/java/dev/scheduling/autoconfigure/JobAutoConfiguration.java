package dev.scheduling.autoconfigure;

import java.time.Clock;

import dev.scheduling.annotation.JobHandlerRegistry;
import dev.scheduling.job.JobQueue;
import dev.scheduling.job.QueueOperations;
import dev.scheduling.queue.DurableJobQueue;
import dev.scheduling.queue.DurableQueueOperations;
import dev.scheduling.queue.JobFactory;
import dev.scheduling.queue.JobIdGenerator;
import dev.scheduling.queue.JobLookup;
import dev.scheduling.queue.PayloadCodec;
import dev.scheduling.queue.QueueSettings;
import dev.scheduling.queue.TransactionAwareEnqueuer;
import dev.scheduling.store.JobStore;
import dev.scheduling.store.QueueControlStore;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration of durable jobs: the store, the queue that producers use, and the
 * worker. With {@code scheduling.enabled=false} nothing is consumed, and enqueueing works
 * all the same.
 */
@AutoConfiguration(after = { PeriodicAutoConfiguration.class, JacksonAutoConfiguration.class })
@EnableConfigurationProperties(WorkerProperties.class)
@Import({ JobStoreConfiguration.class, WorkerConfiguration.class })
public final class JobAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(JobQueue.class)
	DurableJobQueue jobQueue(JobHandlerRegistry handlers, JobStore store, PayloadCodec payloads,
			TransactionAwareEnqueuer enqueuer, QueueSettings queues) {
		Clock clock = Clock.systemUTC();
		return new DurableJobQueue(new JobFactory(handlers, payloads, new JobIdGenerator(clock), queues, clock),
				enqueuer, new JobLookup(store, payloads, new RealTime()));
	}

	@Bean
	@ConditionalOnMissingBean(QueueOperations.class)
	DurableQueueOperations queueOperations(JobStore store, QueueControlStore controls, QueueSettings queues) {
		return new DurableQueueOperations(store, controls, queues);
	}

	@Bean
	TransactionAwareEnqueuer schedulingJobEnqueuer(JobStore store, QueueSettings queues,
			ApplicationEventPublisher events, WorkerRole worker) {
		return new TransactionAwareEnqueuer(store, queues, new RealTime(), events, worker::consumes);
	}

	@Bean
	QueueSettings schedulingQueueRules(ConfiguredQueues queues) {
		return queues.settings();
	}

	/**
	 * Payloads look like the application's other JSON, so its modules and settings count,
	 * but the mapper itself is nobody's else.
	 */
	@Bean
	PayloadCodec schedulingPayloadCodec(ObjectProvider<JsonMapperBuilderCustomizer> customizers) {
		JsonMapper.Builder builder = PayloadCodec.builder();
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return PayloadCodec.of(builder);
	}

}
