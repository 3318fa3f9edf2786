package org.ocpiplatform.contract.secrets;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what is {@link Secret} in records. */
public final class Secrets {

    private Secrets() {}

    /** Whether instances of a type hold anything secret, however deep inside. */
    public static boolean heldBy(Class<?> type) {
        Set<Class<?>> reached = new HashSet<>();
        reach(type, reached);
        return reached.stream()
                .anyMatch(found -> found.isAnnotationPresent(Secret.class)
                        || (found.isRecord()
                                && Arrays.stream(found.getRecordComponents()).anyMatch(Secrets::isSecret)));
    }

    /** Whether a component, or its type, is secret. */
    public static boolean isSecret(RecordComponent component) {
        return component.isAnnotationPresent(Secret.class)
                || component.getType().isAnnotationPresent(Secret.class);
    }

    /** The records that instances of a type are made of, itself included. */
    public static Set<Class<?>> recordsIn(Class<?> type) {
        Set<Class<?>> reached = new HashSet<>();
        reach(type, reached);
        reached.removeIf(found -> !found.isRecord());
        return reached;
    }

    private static void reach(Type type, Set<Class<?>> reached) {
        if (type instanceof Class<?> found) {
            Class<?> element = found.isArray() ? found.getComponentType() : found;
            if (!reached.add(element)) {
                return;
            }
            if (element.isRecord()) {
                Arrays.stream(element.getRecordComponents())
                        .forEach(component -> reach(component.getGenericType(), reached));
            } else if (element.isSealed()) {
                Arrays.stream(element.getPermittedSubclasses()).forEach(permitted -> reach(permitted, reached));
            }
        } else {
            parts(type).forEach(part -> reach(part, reached));
        }
    }

    private static Stream<Type> parts(Type type) {
        return switch (type) {
            case ParameterizedType generic ->
                Stream.concat(Stream.of(generic.getRawType()), Arrays.stream(generic.getActualTypeArguments()));
            case GenericArrayType array -> Stream.of(array.getGenericComponentType());
            case WildcardType wildcard -> Arrays.stream(wildcard.getUpperBounds());
            default -> Stream.empty();
        };
    }
}
