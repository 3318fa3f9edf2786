package org.ocpiplatform.read.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.contract.history.FieldChange;
import org.ocpiplatform.ocpi.json.OcpiJson;
import tools.jackson.databind.JsonNode;

class FieldChangesTest {

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : OcpiJson.mapper().readTree(text.replace('\'', '"'));
    }

    private static FieldChange change(String path, @Nullable String before, @Nullable String after) {
        return new FieldChange(path, json(before), json(after));
    }

    private static List<FieldChange> between(@Nullable String before, @Nullable String after) {
        return FieldChanges.between(json(before), json(after));
    }

    @Test
    void whatIsEqualHasNotChanged() {
        assertThat(between("{'a':1,'b':[1,{'c':true}]}", "{'b':[1,{'c':true}],'a':1}"))
                .isEmpty();
        assertThat(between(null, null)).isEmpty();
    }

    @Test
    void theFirstAndTheLastChangeAreOfTheWhole() {
        assertThat(between(null, "{'a':1}")).containsExactly(change("", null, "{'a':1}"));
        assertThat(between("{'a':1}", null)).containsExactly(change("", "{'a':1}", null));
    }

    @Test
    void fieldsAreChangedRemovedAndAdded() {
        assertThat(between("{'a':1,'b':2,'same':0}", "{'c':3,'same':0,'a':'x'}"))
                .containsExactly(change("/a", "1", "'x'"), change("/b", "2", null), change("/c", null, "3"));
    }

    @Test
    void changesAreNamedWhereTheyAre() {
        assertThat(between(
                        "{'evses':[{'uid':'1','status':'AVAILABLE'}]}", "{'evses':[{'uid':'1','status':'CHARGING'}]}"))
                .containsExactly(change("/evses/0/status", "'AVAILABLE'", "'CHARGING'"));
    }

    @Test
    void arraysAreComparedPlaceByPlace() {
        assertThat(between("{'l':[1,2,3]}", "{'l':[1,4]}"))
                .containsExactly(change("/l/1", "2", "4"), change("/l/2", "3", null));
        assertThat(between("{'l':[1]}", "{'l':[1,{'a':2}]}")).containsExactly(change("/l/1", null, "{'a':2}"));
    }

    @Test
    void anotherTypeIsAnotherValue() {
        assertThat(between("{'a':[1]}", "{'a':{'0':1}}")).containsExactly(change("/a", "[1]", "{'0':1}"));
        assertThat(between("{'a':null}", "{'a':{}}")).containsExactly(change("/a", "null", "{}"));
    }

    @Test
    void namesAreEscapedAsJsonPointersAre() {
        assertThat(between("{'a/b~c':{'':1}}", "{'a/b~c':{'':2}}")).containsExactly(change("/a~1b~0c/", "1", "2"));
    }
}
