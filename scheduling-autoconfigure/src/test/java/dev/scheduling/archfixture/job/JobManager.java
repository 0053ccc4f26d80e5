package dev.scheduling.archfixture.job;

/**
 * Has a name that does not say what it does.
 */
public class JobManager {

}
