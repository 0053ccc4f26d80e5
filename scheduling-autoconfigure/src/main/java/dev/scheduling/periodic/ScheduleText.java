package dev.scheduling.periodic;

public final class ScheduleText {

	private ScheduleText() {
	}

	public static String write(Schedule schedule) {
		return schedule.describe();
	}

	public static Schedule read(String text) {
		throw new IllegalArgumentException(text);
	}

}
