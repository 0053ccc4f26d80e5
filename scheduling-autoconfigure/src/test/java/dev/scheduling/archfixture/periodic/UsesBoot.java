package dev.scheduling.archfixture.periodic;

import org.springframework.boot.SpringApplication;

/**
 * Breaks the table: Boot outside of wiring and views.
 */
public class UsesBoot {

	SpringApplication application;

}
