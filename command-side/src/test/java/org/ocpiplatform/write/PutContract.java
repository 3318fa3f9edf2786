package org.ocpiplatform.write;

import static org.ocpiplatform.write.Rejections.rejection;

import java.util.Locale;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.validation.Invalid;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every aggregate does that holds a replica of an OCPI object and is written by PUT (OCPI 2.3.0, transport
 * chapter). The test of each such aggregate extends it, or {@link PatchContract}.
 *
 * @param <A> the aggregate
 */
public abstract class PutContract<A> {

    protected static final String BEFORE = "2026-03-01T10:14:59.999Z";
    protected static final String NOW = "2026-03-01T10:15:00Z";
    protected static final String LATER = "2026-03-01T10:15:00.001Z";

    /** Bytes that an object may have. */
    protected static final long LIMIT = 1 << 20;

    protected AggregateTestFixture<A> fixture;

    protected abstract Class<A> aggregateType();

    /** The aggregate's identifier as text. */
    protected abstract String aggregateId();

    /** A valid object in a state that allows changes, with the {@link #optionalText()} and no other unknown fields. */
    protected abstract ObjectNode sample();

    /** The name of an optional field of the sample, a string. */
    protected abstract String optionalText();

    /** The name of a field that must be a string of at most 255 characters. */
    protected String limitedText() {
        return optionalText();
    }

    /** Another value of that field. */
    protected String changedText() {
        return "changed";
    }

    /** The command of a PUT with this body. */
    protected abstract Object put(ObjectNode object);

    /** The event that the object was created or replaced. */
    protected abstract Object replaced(ObjectNode object);

    /** The name of the field that holds the object's own id. */
    protected String idField() {
        return "id";
    }

    /** Every given-when-then needs a fixture of its own; a test of several begins each with a new one. */
    @BeforeEach
    protected final void setUpFixture() {
        fixture = new AggregateTestFixture<>(aggregateType());
        fixture.registerInjectableResource(new ObjectLimit(LIMIT));
    }

    @Test
    void putOfAnUnknownObjectCreatesIt() {
        fixture.givenNoPriorActivity()
                .when(put(sampleOf(NOW)))
                .expectEvents(replaced(sampleOf(NOW)))
                .expectResultMessagePayload(result(WriteResult.Kind.CREATED, 0));
    }

    @Test
    void putOfAKnownObjectReplacesIt() {
        ObjectNode changed = sampleOf(LATER).put(optionalText(), changedText());

        fixture.given(replaced(sampleOf(NOW)))
                .when(put(changed))
                .expectEvents(replaced(changed))
                .expectResultMessagePayload(result(WriteResult.Kind.UPDATED, 1));
    }

    @Test
    void putDropsWhatItLeavesOut() {
        ObjectNode without = sampleOf(NOW).without(optionalText());

        fixture.given(replaced(sampleOf(NOW).put("vehicle", "Zoe")))
                .when(put(without))
                .expectEvents(replaced(without));
    }

    @Test
    void whatAPutDroppedIsGone() {
        ObjectNode without = sampleOf(NOW).without(optionalText());

        unchanged(
                fixture.given(replaced(sampleOf(NOW).put("vehicle", "Zoe")), replaced(without))
                        .when(put(without)),
                1);
    }

    @Test
    void identicalPutChangesNothing() {
        unchanged(fixture.given(replaced(sampleOf(NOW))).when(put(sampleOf(NOW))), 0);
    }

    @Test
    void putInAnotherSpellingOfTheIdentityIsOfTheSameObject() {
        unchanged(fixture.given(replaced(sampleOf(NOW))).when(put(respelled(sampleOf(NOW)))), 0);
    }

    @Test
    void putOfAnUnknownFieldIsKept() {
        ObjectNode extended = sampleOf(NOW).put("vehicle", "Zoe");

        fixture.given(replaced(sampleOf(NOW))).when(put(extended)).expectEvents(replaced(extended));
    }

    @Test
    void stalePutIsRefused() {
        fixture.given(replaced(sampleOf(NOW)))
                .when(put(sampleOf(BEFORE).put(optionalText(), changedText())))
                .expectNoEvents()
                .expectException(rejection(Rejection.Code.STALE, "stale"));
    }

    @Test
    void putOfTheSameAgeIsApplied() {
        ObjectNode changed = sampleOf(NOW).put(optionalText(), changedText());

        fixture.given(replaced(sampleOf(NOW))).when(put(changed)).expectEvents(replaced(changed));
    }

    @ParameterizedTest
    @CsvSource({"country_code, BE", "party_id, XXX", "'', OTHER"})
    void putOfAnotherIdentityThanTheUrlsIsRefused(String field, String other) {
        String name = field.isEmpty() ? idField() : field;

        fixture.givenNoPriorActivity()
                .when(put(sampleOf(NOW).put(name, other)))
                .expectNoEvents()
                .expectException(rejection(Rejection.Code.INVALID, name + " " + other));
    }

    @Test
    void putOfAnInvalidObjectIsRefused() {
        fixture.givenNoPriorActivity()
                .when(put(sampleOf(NOW).put(limitedText(), "x".repeat(256))))
                .expectNoEvents()
                .expectException(Invalid.class);
    }

    protected final void unchanged(ResultValidator<A> outcome, long revision) {
        outcome.expectNoEvents().expectResultMessagePayload(result(WriteResult.Kind.UNCHANGED, revision));
    }

    protected static ObjectNode json(String text) {
        return (ObjectNode) OcpiJson.mapper().readTree(text);
    }

    protected final ObjectNode sampleOf(String lastUpdated) {
        return sample().put("last_updated", lastUpdated);
    }

    protected final ObjectNode respelled(ObjectNode object) {
        for (String field : new String[] {"country_code", "party_id", idField()}) {
            object.put(field, object.get(field).stringValue().toLowerCase(Locale.ROOT));
        }
        return object;
    }

    protected final WriteResult result(WriteResult.Kind kind, long revision) {
        return new WriteResult(kind, aggregateId(), revision);
    }
}
