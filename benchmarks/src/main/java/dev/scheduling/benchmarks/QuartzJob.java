package dev.scheduling.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

import org.quartz.CronScheduleBuilder;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/**
 * The body of a task in Quartz, which makes its own instances.
 */
public final class QuartzJob implements Job {

	private static final String STARTS = "starts";

	@Override
	public void execute(JobExecutionContext context) throws JobExecutionException {
		try {
			Starts starts = Objects.requireNonNull((Starts) context.getScheduler().getContext().get(STARTS));
			starts.add(Integer.parseInt(context.getJobDetail().getKey().getName()),
					context.getScheduledFireTime().toInstant());
		}
		catch (SchedulerException ex) {
			throw new JobExecutionException(ex);
		}
	}

	static AutoCloseable start(Subject.Load load, Properties settings) throws SchedulerException {
		Scheduler scheduler = new StdSchedulerFactory(settings).getScheduler();
		scheduler.getContext().put(STARTS, load.starts());
		Map<JobDetail, Set<? extends Trigger>> jobs = new HashMap<>();
		for (int task = 0; task < load.tasks(); task++) {
			JobDetail job = JobBuilder.newJob(QuartzJob.class).withIdentity(Integer.toString(task)).build();
			jobs.put(job,
					Set.of(TriggerBuilder.newTrigger()
						.withIdentity(Integer.toString(task))
						.withSchedule(CronScheduleBuilder.cronSchedule("* * * * * ?"))
						.build()));
		}
		scheduler.scheduleJobs(jobs, true);
		scheduler.start();
		return scheduler::shutdown;
	}

}
