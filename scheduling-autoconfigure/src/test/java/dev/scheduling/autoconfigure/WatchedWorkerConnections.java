package dev.scheduling.autoconfigure;

import java.util.function.UnaryOperator;

import dev.scheduling.store.JobLeaseStore;
import dev.scheduling.worker.WorkerStores;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Lets a test see what the worker of an application says to its store, and is answered.
 */
public final class WatchedWorkerConnections implements BeanPostProcessor {

	private final UnaryOperator<JobLeaseStore> watch;

	public WatchedWorkerConnections(UnaryOperator<JobLeaseStore> watch) {
		this.watch = watch;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		return (bean instanceof WorkerConnections connections) ? (WorkerConnections) () -> watched(connections.open())
				: bean;
	}

	private WorkerStores watched(WorkerStores stores) {
		return new WorkerStores(this.watch.apply(stores.jobs()), stores.heartbeat(), stores.markers());
	}

}
