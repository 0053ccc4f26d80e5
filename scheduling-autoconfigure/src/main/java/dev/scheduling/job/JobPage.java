package dev.scheduling.job;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list of jobs.
 *
 * @param jobs the jobs
 * @param next asks for the part behind it, empty after the last one
 */
public record JobPage(List<Job> jobs, Optional<JobPageRequest> next) {

}
