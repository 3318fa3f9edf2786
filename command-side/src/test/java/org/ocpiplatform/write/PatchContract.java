package org.ocpiplatform.write;

import static org.ocpiplatform.write.Rejections.rejection;

import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.WriteResult;
import org.ocpiplatform.ocpi.validation.Invalid;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every aggregate does that is written by PUT and PATCH (OCPI 2.3.0, transport chapter). The test of each such
 * aggregate extends it.
 *
 * @param <A> the aggregate
 */
public abstract class PatchContract<A> extends PutContract<A> {

    /** The command of a PATCH with this body. */
    protected abstract Object patch(ObjectNode patch);

    /** The event that fields were changed. */
    protected abstract Object patched(ObjectNode patch);

    @Test
    void identicalPutAfterPatchesChangesNothing() {
        ObjectNode patch = patchOf(LATER).put(optionalText(), changedText()).put("bay", "B2");
        ObjectNode result = sampleOf(LATER)
                .put(optionalText(), changedText())
                .put("vehicle", "Zoe")
                .put("bay", "B2");

        unchanged(
                fixture.given(replaced(sampleOf(NOW).put("vehicle", "Zoe")), patched(patch))
                        .when(put(result)),
                1);
    }

    @Test
    void patchChangesTheFieldsItNames() {
        ObjectNode patch = patchOf(LATER).put(optionalText(), changedText());

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
        ObjectNode patch = patchOf(LATER).put(optionalText(), changedText());

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
        ObjectNode patch = json(noLastUpdated).put(optionalText(), changedText());

        fixture.given(replaced(sampleOf(NOW)))
                .when(patch(patch))
                .expectNoEvents()
                .expectException(rejection(Rejection.Code.INVALID, "last_updated"));
    }

    @Test
    void stalePatchIsRefused() {
        fixture.given(replaced(sampleOf(BEFORE)), patched(patchOf(NOW)))
                .when(patch(patchOf(BEFORE).put(optionalText(), changedText())))
                .expectNoEvents()
                .expectException(rejection(Rejection.Code.STALE, "stale"));
    }

    @Test
    void patchOfTheSameAgeIsApplied() {
        ObjectNode patch = patchOf(NOW).put(optionalText(), changedText());

        fixture.given(replaced(sampleOf(NOW))).when(patch(patch)).expectEvents(patched(patch));
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

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-01T11:15:00+00:00", "2026-02-29T11:15:00Z", "tomorrow", ""})
    void patchWithABadDateTimeIsRefused(String dateTime) {
        refusedAsJson(patchOf(dateTime));
    }

    @Test
    void patchWithAFieldOfAnotherTypeIsRefused() {
        refusedAsJson(patchOf(LATER).put(limitedText(), 5));
        refusedAsJson(json("{\"last_updated\":1772360100}"));
    }

    @Test
    void patchToAnInvalidObjectIsRefused() {
        fixture.given(replaced(sampleOf(NOW)))
                .when(patch(patchOf(LATER).put(limitedText(), "x".repeat(256))))
                .expectNoEvents()
                .expectException(Invalid.class);
    }

    @Test
    void aPatchAfterWhichTheObjectWouldBeTooLargeIsRefused() {
        String half = "x".repeat((int) LIMIT / 2);

        fixture.given(replaced(sampleOf(NOW)), patched(patchOf(NOW).put("x_one", half)))
                .when(patch(patchOf(LATER).put("x_other", half)))
                .expectNoEvents()
                .expectException(rejection(Rejection.Code.INVALID, "it may have " + LIMIT));
    }

    /** Refused because it is no object of the type; the fixture itself checks that the aggregate is as it was. */
    protected final void refusedAsJson(ObjectNode patch) {
        setUpFixture();
        fixture.given(replaced(sampleOf(NOW)))
                .when(patch(patch))
                .expectNoEvents()
                .expectException(Matchers.matches(thrown -> thrown instanceof JacksonException));
    }

    protected static ObjectNode patchOf(String lastUpdated) {
        return json("{}").put("last_updated", lastUpdated);
    }
}
