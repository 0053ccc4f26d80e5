package dev.scheduling.chaos;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.scheduling.chaos.JobEvent.Kind;
import dev.scheduling.store.CompletionResult;
import dev.scheduling.store.FetchResult;
import dev.scheduling.store.FlushAndFetchResult;
import dev.scheduling.store.JobCompletion;
import dev.scheduling.store.JobFlush;
import dev.scheduling.store.JobLeaseStore;
import org.jspecify.annotations.Nullable;

/**
 * Writes of each claim that a worker is given, and of each end that it tells the store
 * and is answered. What is told again in the same call is told once. Used by the one
 * thread of a worker that fetches, for what is written here.
 */
final class StoreWatch implements InvocationHandler {

	private final JobLeaseStore store;

	private final JobEventLog log;

	private final Map<String, String> calls = new HashMap<>();

	private StoreWatch(JobLeaseStore store, JobEventLog log) {
		this.store = store;
		this.log = log;
	}

	/** Not a class that implements the store: it need not know of methods to come. */
	static JobLeaseStore over(JobLeaseStore store, JobEventLog log) {
		return (JobLeaseStore) Proxy.newProxyInstance(StoreWatch.class.getClassLoader(),
				new Class<?>[] { JobLeaseStore.class }, new StoreWatch(store, log));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		List<JobFlush> flushes = Stream.of((arguments != null) ? arguments : new Object[0])
			.filter(JobFlush.class::isInstance)
			.map(JobFlush.class::cast)
			.toList();
		flushes.forEach(this::told);
		Object answer = call(method, arguments);
		if (answer instanceof FlushAndFetchResult both) {
			flushes.forEach((flush) -> answered(flush, both.completions()));
			claimed(both.fetched());
		}
		else if (answer instanceof FetchResult fetched) {
			claimed(fetched);
		}
		else if (answer instanceof List<?> results) {
			flushes.forEach((flush) -> answered(flush, results.stream().map(CompletionResult.class::cast).toList()));
		}
		return answer;
	}

	private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
		try {
			return method.invoke(this.store, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private void told(JobFlush flush) {
		if (!flush.call().equals(this.calls.put(flush.queue(), flush.call()))) {
			flush.completions().forEach((end) -> add(Kind.TOLD, end));
		}
	}

	private void answered(JobFlush flush, List<CompletionResult> results) {
		for (int i = 0; i < results.size(); i++) {
			add(Kind.valueOf(results.get(i).name()), flush.completions().get(i));
		}
	}

	private void claimed(FetchResult result) {
		result.jobs().forEach((job) -> this.log.add(Kind.CLAIMED, job.lease().id().value(), job.lease().token(), "-"));
	}

	private void add(Kind kind, JobCompletion end) {
		this.log.add(kind, end.lease().id().value(), end.lease().token(), end.getClass().getSimpleName());
	}

}
