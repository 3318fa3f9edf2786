package org.ocpiplatform.read;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A database whose calls a test may watch, delay or let fail. */
public final class Intercepted {

    private Intercepted() {}

    /** Stands between a caller and a method of a collection or of what it finds. */
    @FunctionalInterface
    public interface Interceptor {

        /** Answers a call, as a rule by going on with it. */
        @Nullable
        Object call(String collection, String method, Call call) throws Throwable;
    }

    /** The call itself. */
    @FunctionalInterface
    public interface Call {

        /** Goes on with it. */
        @Nullable
        Object proceed() throws Throwable;
    }

    /** The database with an interceptor before each of its collections. */
    public static MongoDatabase database(MongoDatabase real, Interceptor interceptor) {
        return proxy(MongoDatabase.class, real, (method, call) -> {
            Object result = call.proceed();
            return result instanceof MongoCollection<?> collection
                    ? collection(collection.getNamespace().getCollectionName(), collection, interceptor)
                    : result;
        });
    }

    private static MongoCollection<?> collection(String name, MongoCollection<?> real, Interceptor interceptor) {
        return proxy(MongoCollection.class, real, (method, call) -> {
            Object result = interceptor.call(name, method, call);
            return switch (result) {
                case FindIterable<?> found -> found(name, found, interceptor);
                case MongoCollection<?> other -> collection(name, other, interceptor);
                case null, default -> result;
            };
        });
    }

    private static FindIterable<?> found(String name, FindIterable<?> real, Interceptor interceptor) {
        return proxy(FindIterable.class, real, (method, call) -> {
            Object result = interceptor.call(name, method, call);
            return result instanceof FindIterable<?> refined ? found(name, refined, interceptor) : result;
        });
    }

    @FunctionalInterface
    private interface Handler {

        @Nullable
        Object handle(String method, Call call) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T real, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> handler.handle(method.getName(), () -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })));
    }
}
