package org.ocpiplatform.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.messaging.GenericMessage;
import org.junit.jupiter.api.Test;

class MessageIdentifiersTest {

    @Test
    void areThoseOfAxonsMessages() {
        assertThat(IdentifierFactory.getInstance()).isInstanceOf(MessageIdentifiers.class);
        assertThat(UUID.fromString(new GenericMessage<>("payload").getIdentifier()))
                .returns(8, UUID::version)
                .returns(2, UUID::variant);
    }

    @Test
    void areAllDifferentAlsoAmongProcesses() {
        List<MessageIdentifiers> processes = List.of(new MessageIdentifiers(), new MessageIdentifiers());

        Set<String> identifiers = IntStream.range(0, 200_000)
                .parallel()
                .mapToObj(i -> processes.get(i % 2).generateIdentifier())
                .collect(Collectors.toSet());

        assertThat(identifiers).hasSize(200_000);
    }
}
