package dev.scheduling.benchmarks.load;

import java.util.Map;

/**
 * Fills the queue of a paused worker.
 *
 * @param batch how many jobs a call enqueues
 * @param part what part of the backlog is enqueued: one by one takes long
 */
record EnqueueScenario(int batch, int part) implements Scenario {

	@Override
	public String title() {
		return (this.batch > 1) ? "Enqueue in bulk of %d".formatted(this.batch) : "Enqueue one by one";
	}

	@Override
	public Figure compared() {
		return Figure.RATE;
	}

	@Override
	public Map<Figure, Double> measure(LoadSession session, int backlog) {
		int jobs = Math.max(this.batch, backlog / this.part);
		session.watchCalls(() -> session.enqueue(jobs, this.batch));
		double bytes = session.redisBytes();
		Usage before = session.usage();
		double seconds = session.enqueue(jobs, this.batch);
		Map<Figure, Double> figures = session.usage().since(before).perJob(jobs, session.calls());
		figures.put(Figure.RATE, jobs / seconds);
		figures.put(Figure.BYTES, (session.redisBytes() - bytes) / jobs);
		return figures;
	}

}
