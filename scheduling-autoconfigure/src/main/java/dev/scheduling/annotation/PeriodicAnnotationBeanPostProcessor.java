package dev.scheduling.annotation;

import dev.scheduling.periodic.Periodic;

/**
 * Collects the {@link Periodic} methods of beans for {@link PeriodicTaskRegistry}.
 */
public final class PeriodicAnnotationBeanPostProcessor extends AnnotatedMethodCollector<Periodic> {

	/**
	 * Creates the post-processor.
	 */
	public PeriodicAnnotationBeanPostProcessor() {
		super(Periodic.class);
	}

}
