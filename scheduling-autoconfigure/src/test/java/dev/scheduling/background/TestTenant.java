package dev.scheduling.background;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestAttributesThreadLocalAccessor;

/**
 * A value that an application has registered for context propagation. Registers the
 * request's attributes too, as some applications do.
 */
final class TestTenant implements ThreadLocalAccessor<String>, AutoCloseable {

	private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

	private final RequestAttributesThreadLocalAccessor requestAttributes = new RequestAttributesThreadLocalAccessor();

	TestTenant() {
		ContextRegistry.getInstance().registerThreadLocalAccessor(this);
		ContextRegistry.getInstance().registerThreadLocalAccessor(this.requestAttributes);
	}

	static @Nullable String current() {
		return TENANT.get();
	}

	@Override
	public Object key() {
		return TestTenant.class;
	}

	@Override
	public @Nullable String getValue() {
		return TENANT.get();
	}

	@Override
	public void setValue(String value) {
		TENANT.set(value);
	}

	@Override
	public void setValue() {
		TENANT.remove();
	}

	@Override
	public void close() {
		ContextRegistry.getInstance().removeThreadLocalAccessor(key());
		ContextRegistry.getInstance().removeThreadLocalAccessor(this.requestAttributes.key());
	}

}
