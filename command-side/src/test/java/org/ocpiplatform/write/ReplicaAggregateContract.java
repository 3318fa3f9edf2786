package org.ocpiplatform.write;

import static org.ocpiplatform.write.Rejections.rejection;

import java.util.Locale;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.validation.Invalid;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every aggregate does that holds a replica of an OCPI object and is written by PUT and PATCH (OCPI 2.3.0,
 * transport chapter). The test of each such aggregate extends it.
 *
 * @param <A> the aggregate
 */
public abstract class ReplicaAggregateContract<A> {

    private static final String BEFORE = "2026-03-01T10:14:59.999Z";
    private static final String NOW = "2026-03-01T10:15:00Z";
    private static final String LATER = "2026-03-01T10:15:00.001Z";

    protected AggregateTestFixture<A> fixture;

    protected abstract Class<A> aggregateType();

    /** The aggregate's identifier as text. */
    protected abstract String aggregateId();

    /** A valid object in a state that allows changes, with the {@link #optionalText()} and no unknown fields. */
    protected abstract ObjectNode sample();

    /** The name of an optional field of the sample, a string of at most 255 characters. */
    protected abstract String optionalText();

    /** The command of a PUT with this body. */
    protected abstract Object put(ObjectNode object);

    /** The command of a PATCH with this body. */
    protected abstract Object patch(ObjectNode patch);

    /** The event that the object was created or replaced. */
    protected abstract Object replaced(ObjectNode object);

    /** The event that fields were changed. */
    protected abstract Object patched(ObjectNode patch);

    /** The name of the field that holds the object's own id. */
    protected String idField() {
        return "id";
    }

    /** Every given-when-then needs a fixture of its own; a test of several begins each with a new one. */
    @BeforeEach
    protected final void setUpFixture() {
        fixture = new AggregateTestFixture<>(aggregateType());
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
        ObjectNode changed = sampleOf(LATER).put(optionalText(), "changed");

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
    void identicalPutAfterPatchesChangesNothing() {
        ObjectNode patch = patchOf(LATER).put(optionalText(), "changed").put("bay", "B2");
        ObjectNode result = sampleOf(LATER)
                .put(optionalText(), "changed")
                .put("vehicle", "Zoe")
                .put("bay", "B2");

        unchanged(
                fixture.given(replaced(sampleOf(NOW).put("vehicle", "Zoe")), patched(patch))
                        .when(put(result)),
                1);
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
    void patchChangesTheFieldsItNames() {
        ObjectNode patch = patchOf(LATER).put(optionalText(), "changed");

        fixture.given(replaced(sampleOf(NOW)))
                .when(patch(patch))
                .expectEvents(patched(patch))
                .expectResultMessagePayload(result(WriteResult.Kind.UPDATED, 1));
    }

    @Test
    void patchOfAnUnknownFieldIsKept() {
        ObjectNode patch = patchOf(NOW);
        patch.putObject("vehicle").put("model", "Zoe");

        fixture.given(replaced(sampleOf(NOW))).when(patch(patch)).expectEvents(patched(patch));
    }

    @Test
    void patchWithWhatIsAlreadySoChangesNothing() {
        ObjectNode patch = patchOf(NOW);
        patch.set(optionalText(), sampleOf(NOW).get(optionalText()));

        unchanged(fixture.given(replaced(sampleOf(NOW))).when(patch(patch)), 0);
    }

    @Test
    void patchSentTwiceChangesNothingTheSecondTime() {
        ObjectNode patch = patchOf(LATER).put(optionalText(), "changed");

        unchanged(fixture.given(replaced(sampleOf(NOW)), patched(patch)).when(patch(patch)), 1);
    }

    @Test
    void patchWithNullsOnlyChangesNothing() {
        ObjectNode patch = patchOf(NOW).putNull(optionalText()).putNull("vehicle");

        unchanged(fixture.given(replaced(sampleOf(NOW).put("vehicle", "Zoe"))).when(patch(patch)), 0);
    }

    @Test
    void patchIsStoredWithoutItsNulls() {
        fixture.given(replaced(sampleOf(NOW)))
                .when(patch(patchOf(LATER).put("vehicle", "Zoe").putNull(optionalText())))
                .expectEvents(patched(patchOf(LATER).put("vehicle", "Zoe")));
    }

    @Test
    void patchMayRepeatTheIdentityInAnotherSpelling() {
        ObjectNode patch = respelled(sampleOf(NOW)).retain("country_code", "party_id", idField());
        patch.put("last_updated", LATER);

        fixture.given(replaced(sampleOf(NOW))).when(patch(patch)).expectEvents(patched(patch));
    }

    @Test
    void patchOfAnUnknownObjectFindsNothing() {
        fixture.givenNoPriorActivity()
                .when(patch(patchOf(NOW)))
                .expectNoEvents()
                .expectException(AggregateNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"last_updated\":null}"})
    void patchWithoutLastUpdatedIsRefused(String noLastUpdated) {
        ObjectNode patch = json(noLastUpdated).put(optionalText(), "changed");

        fixture.given(replaced(sampleOf(NOW)))
                .when(patch(patch))
                .expectNoEvents()
                .expectException(rejection(Rejection.Code.INVALID, "last_updated"));
    }

    @Test
    void stalePutIsRefused() {
        fixture.given(replaced(sampleOf(NOW)))
                .when(put(sampleOf(BEFORE).put(optionalText(), "changed")))
                .expectNoEvents()
                .expectException(rejection(Rejection.Code.STALE, "stale"));
    }

    @Test
    void stalePatchIsRefused() {
        fixture.given(replaced(sampleOf(BEFORE)), patched(patchOf(NOW)))
                .when(patch(patchOf(BEFORE).put(optionalText(), "changed")))
                .expectNoEvents()
                .expectException(rejection(Rejection.Code.STALE, "stale"));
    }

    @Test
    void putOfTheSameAgeIsApplied() {
        ObjectNode changed = sampleOf(NOW).put(optionalText(), "changed");

        fixture.given(replaced(sampleOf(NOW))).when(put(changed)).expectEvents(replaced(changed));
    }

    @Test
    void patchOfTheSameAgeIsApplied() {
        ObjectNode patch = patchOf(NOW).put(optionalText(), "changed");

        fixture.given(replaced(sampleOf(NOW))).when(patch(patch)).expectEvents(patched(patch));
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

    @ParameterizedTest
    @CsvSource({"country_code, BE", "party_id, XXX", "'', OTHER"})
    void patchOfAnotherIdentityThanTheUrlsIsRefused(String field, String other) {
        String name = field.isEmpty() ? idField() : field;

        fixture.given(replaced(sampleOf(NOW)))
                .when(patch(patchOf(LATER).put(name, other)))
                .expectNoEvents()
                .expectException(rejection(Rejection.Code.INVALID, name + " " + other));
    }

    @Test
    void putOfAnInvalidObjectIsRefused() {
        fixture.givenNoPriorActivity()
                .when(put(sampleOf(NOW).put(optionalText(), "x".repeat(256))))
                .expectNoEvents()
                .expectException(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T11:15:00+00:00", "2026-02-29T11:15:00Z", "tomorrow", ""})
    void patchWithABadDateTimeIsRefused(String dateTime) {
        refusedAsJson(patchOf(dateTime));
    }

    @Test
    void patchWithAFieldOfAnotherTypeIsRefused() {
        refusedAsJson(patchOf(LATER).put(optionalText(), 5));
        refusedAsJson(json("{\"last_updated\":1772360100}"));
    }

    @Test
    void patchToAnInvalidObjectIsRefused() {
        fixture.given(replaced(sampleOf(NOW)))
                .when(patch(patchOf(LATER).put(optionalText(), "x".repeat(256))))
                .expectNoEvents()
                .expectException(Invalid.class);
    }

    /** Refused because it is no object of the type; the fixture itself checks that the aggregate is as it was. */
    protected final void refusedAsJson(ObjectNode patch) {
        setUpFixture();
        fixture.given(replaced(sampleOf(NOW)))
                .when(patch(patch))
                .expectNoEvents()
                .expectException(Matchers.matches(thrown -> thrown instanceof JacksonException));
    }

    protected final void unchanged(ResultValidator<A> outcome, long revision) {
        outcome.expectNoEvents().expectResultMessagePayload(result(WriteResult.Kind.UNCHANGED, revision));
    }

    protected static ObjectNode json(String text) {
        return (ObjectNode) OcpiJson.mapper().readTree(text);
    }

    private ObjectNode sampleOf(String lastUpdated) {
        return sample().put("last_updated", lastUpdated);
    }

    private static ObjectNode patchOf(String lastUpdated) {
        return json("{}").put("last_updated", lastUpdated);
    }

    private ObjectNode respelled(ObjectNode object) {
        for (String field : new String[] {"country_code", "party_id", idField()}) {
            object.put(field, object.get(field).stringValue().toLowerCase(Locale.ROOT));
        }
        return object;
    }

    private WriteResult result(WriteResult.Kind kind, long revision) {
        return new WriteResult(kind, aggregateId(), revision);
    }
}
