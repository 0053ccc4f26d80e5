package dev.scheduling.store.redis;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisScriptingCommands;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections that send each script twice, as a driver does whose connection broke before
 * the reply came, and check that the second answer is the first one.
 */
final class ReplayingConnections {

	private ReplayingConnections() {
	}

	static RedisConnectionFactory over(RedisConnectionFactory connections) {
		return proxy(RedisConnectionFactory.class, (proxy, method, arguments) -> {
			Object result = method.invoke(connections, arguments);
			return (result instanceof RedisConnection connection) ? connection(connection) : result;
		});
	}

	private static RedisConnection connection(RedisConnection connection) {
		return proxy(RedisConnection.class, (proxy, method, arguments) -> {
			Object result = method.invoke(connection, arguments);
			return (result instanceof RedisScriptingCommands commands && method.getName().equals("scriptingCommands"))
					? commands(commands) : result;
		});
	}

	private static RedisScriptingCommands commands(RedisScriptingCommands commands) {
		return proxy(RedisScriptingCommands.class, (proxy, method, arguments) -> {
			Object first = method.invoke(commands, arguments);
			if (!method.getName().startsWith("eval")) {
				return first;
			}
			Object second = method.invoke(commands, arguments);
			assertThat(second).usingRecursiveComparison().isEqualTo(first);
			return second;
		});
	}

	private static <T> T proxy(Class<T> type, InvocationHandler handler) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				try {
					return handler.invoke(proxy, method, arguments);
				}
				catch (InvocationTargetException ex) {
					throw ex.getCause();
				}
			}));
	}

}
