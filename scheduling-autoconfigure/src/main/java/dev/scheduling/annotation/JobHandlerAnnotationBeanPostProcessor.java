package dev.scheduling.annotation;

import dev.scheduling.job.JobHandler;

/**
 * Collects the {@link JobHandler} methods of beans for {@link JobHandlerRegistry}.
 */
public final class JobHandlerAnnotationBeanPostProcessor extends AnnotatedMethodCollector<JobHandler> {

	/**
	 * Creates the post-processor.
	 */
	public JobHandlerAnnotationBeanPostProcessor() {
		super(JobHandler.class);
	}

}
