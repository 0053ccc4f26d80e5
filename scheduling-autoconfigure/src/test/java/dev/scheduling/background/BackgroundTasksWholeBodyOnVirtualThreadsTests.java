package dev.scheduling.background;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.test.context.TestPropertySource;

@EnabledForJreRange(min = JRE.JAVA_21)
@TestPropertySource(properties = "spring.threads.virtual.enabled=true")
class BackgroundTasksWholeBodyOnVirtualThreadsTests extends BackgroundTasksWholeBodyTests {

}
