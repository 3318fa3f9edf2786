package org.ocpiplatform.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CommandTargetsTest {

    record Change(@TargetAggregateIdentifier @Nullable String id, String value) {}

    record Unaddressed(String value) {}

    private final CommandTargets targets = new CommandTargets();

    @Test
    void theAnnotatedComponentNamesTheAggregate() {
        for (String id : new String[] {"one", "other"}) {
            assertThat(targets.resolveTarget(GenericCommandMessage.asCommandMessage(new Change(id, "value"))))
                    .isEqualTo(new VersionedAggregateIdentifier(id, null));
        }
    }

    @Test
    void aCommandToNoAggregateIsRefused() {
        assertThatThrownBy(
                        () -> targets.resolveTarget(GenericCommandMessage.asCommandMessage(new Unaddressed("value"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> targets.resolveTarget(GenericCommandMessage.asCommandMessage(new Change(null, "value"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
