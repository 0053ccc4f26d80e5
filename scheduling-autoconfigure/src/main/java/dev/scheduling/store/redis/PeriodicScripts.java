package dev.scheduling.store.redis;

/**
 * The scripts of ticks, each with the functions that it uses.
 */
record PeriodicScripts(RedisScript register, RedisScript claim, RedisScript trigger, RedisScript finish,
		RedisScript renew, RedisScript sweep, RedisScript backfill, RedisScript take, RedisScript record,
		RedisScript countFailure, RedisScript forget, RedisScript ledger) {

	/**
	 * Loads them.
	 * @param time the name of the functions that tell the time
	 * @return the scripts
	 */
	static PeriodicScripts load(String time) {
		return new PeriodicScripts(script("register", time), RedisScript.load("claim", time, "text", "ticks", "claims"),
				script("trigger", time), script("finish", time), script("renew", time), script("sweep", time),
				script("backfill", time), script("take", time), script("record", time), script("count-failure", time),
				script("forget", time), script("ledger", time));
	}

	private static RedisScript script(String name, String time) {
		return RedisScript.load(name, time, "text", "ticks");
	}

}
