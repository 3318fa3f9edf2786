package org.ocpiplatform.app;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Met if there is somebody to send traces to. */
final class TracingConfigured implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return TracingSwitch.isOn(context.getEnvironment());
    }
}
