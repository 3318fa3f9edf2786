package org.ocpiplatform.write.tokens;

import static org.ocpiplatform.ocpi.tokens.Tokens.aToken;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.ReplicaId;
import org.ocpiplatform.contract.tokens.TokenCommand.PatchToken;
import org.ocpiplatform.contract.tokens.TokenCommand.PutToken;
import org.ocpiplatform.contract.tokens.TokenEvent.TokenPatched;
import org.ocpiplatform.contract.tokens.TokenEvent.TokenReplaced;
import org.ocpiplatform.contract.tokens.TokenKey;
import org.ocpiplatform.ocpi.Side;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.tokens.Token;
import org.ocpiplatform.write.PatchContract;
import org.ocpiplatform.write.Rejections;
import tools.jackson.databind.node.ObjectNode;

class TokenAggregateTest extends PatchContract<TokenAggregate> {

    private static final ReplicaId ID = idOf(aToken().build());

    private static ReplicaId idOf(Token token) {
        return TokenKey.of(Side.CPO, token.owner(), token.uid(), token.type());
    }

    @ParameterizedTest
    @ValueSource(strings = {"APP_USER", "rfid", "SOMETHING_NEW"})
    void anotherTypeIsAnotherToken(String type) {
        fixture.given(replaced(sample()))
                .when(patch(patchOf(LATER).put("type", type)))
                .expectNoEvents()
                .expectException(Rejections.rejection(Rejection.Code.INVALID, "type"));
        setUpFixture();
        fixture.givenNoPriorActivity()
                .when(put(sample().put("type", type)))
                .expectNoEvents()
                .expectException(Rejections.rejection(Rejection.Code.INVALID, "type"));
    }

    @Test
    void aTokenIsBlockedAndAllowedAgain() {
        ObjectNode blocked = patchOf(LATER).put("valid", false);
        fixture.given(replaced(sampleOf(NOW))).when(patch(blocked)).expectEvents(patched(blocked));
        setUpFixture();
        ObjectNode allowed = patchOf(LATER).put("valid", true);
        fixture.given(replaced(sampleOf(NOW)), patched(blocked))
                .when(patch(allowed))
                .expectEvents(patched(allowed));
    }

    @Override
    protected Class<TokenAggregate> aggregateType() {
        return TokenAggregate.class;
    }

    @Override
    protected String aggregateId() {
        return ID.toString();
    }

    @Override
    protected ObjectNode sample() {
        return aToken().json().put("visual_number", "DE-0815");
    }

    @Override
    protected String optionalText() {
        return "visual_number";
    }

    @Override
    protected String idField() {
        return "uid";
    }

    @Override
    protected Object put(ObjectNode object) {
        return new PutToken(ID, OcpiJson.mapper().treeToValue(object, Token.class));
    }

    @Override
    protected Object patch(ObjectNode patch) {
        return new PatchToken(ID, patch);
    }

    @Override
    protected Object replaced(ObjectNode object) {
        return new TokenReplaced(ID, OcpiJson.mapper().treeToValue(object, Token.class));
    }

    @Override
    protected Object patched(ObjectNode patch) {
        return new TokenPatched(ID, patch);
    }
}
