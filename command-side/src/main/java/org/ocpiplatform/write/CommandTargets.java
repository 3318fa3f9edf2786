package org.ocpiplatform.write;

import java.lang.reflect.Method;
import java.util.Optional;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.ReflectionUtils;
import org.axonframework.common.annotation.AnnotationUtils;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the aggregate of a command as Axon does, by {@link TargetAggregateIdentifier}, but looks for the annotation once
 * for each type of command and not for each command. Commands here expect no version.
 */
final class CommandTargets implements CommandTargetResolver {

    private final CommandTargetResolver others =
            AnnotationCommandTargetResolver.builder().build();

    private final ClassValue<Optional<Method>> identifiers = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
            for (Method method : ReflectionUtils.methodsOf(type)) {
                if (AnnotationUtils.isAnnotationPresent(method, TargetAggregateIdentifier.class)) {
                    return Optional.of(ReflectionUtils.ensureAccessible(method));
                }
            }
            return Optional.empty();
        }
    };

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        Optional<Method> identifier = identifiers.get(command.getPayloadType());
        @Nullable Object target = identifier.isPresent() ? value(identifier.get(), command.getPayload()) : null;
        // What names no aggregate is refused there, in words.
        return target == null ? others.resolveTarget(command) : new VersionedAggregateIdentifier(target, null);
    }

    private static @Nullable Object value(Method identifier, Object command) {
        try {
            return identifier.invoke(command);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("the command does not tell its aggregate", e);
        }
    }
}
