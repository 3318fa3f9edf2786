package org.ocpiplatform.write.backoffice;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Party ids for a company, made of its name: its first two characters with each of those that follow, then with every
 * other one; if all those are taken its first character with any two, and in the end any three. Only {@code A-Z} and
 * {@code 0-9} of the name count, in upper case and without accents, Ø being O, Æ being AE and so on; a name that has
 * fewer than two is filled up with X.
 */
final class PartyIds {

    private static final String ANY = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int FIXED = 2;

    /** Latin letters that Unicode does not take apart into a letter and an accent. */
    private static final Map<Character, String> WHOLE = Map.ofEntries(
            Map.entry('Æ', "AE"),
            Map.entry('Œ', "OE"),
            Map.entry('ẞ', "SS"),
            Map.entry('Þ', "TH"),
            Map.entry('Ø', "O"),
            Map.entry('Đ', "D"),
            Map.entry('Ð', "D"),
            Map.entry('Ħ', "H"),
            Map.entry('Ł', "L"),
            Map.entry('Ŋ', "N"),
            Map.entry('Ŧ', "T"),
            Map.entry('ĸ', "K"),
            Map.entry('Ə', "E"));

    private PartyIds() {}

    /** All ids there are, each once, those to be preferred first; made as they are taken. */
    static Stream<String> of(String name) {
        String usable = usable(name);
        String two = usable.substring(0, FIXED);
        String one = usable.substring(0, 1);
        Stream<String> first = characters(usable.substring(FIXED)).map(next -> two + next);
        return Stream.concat(
                        Stream.concat(first, followedByAny(two)),
                        Stream.concat(followedByAnyTwo(one), characters(ANY).flatMap(PartyIds::followedByAnyTwo)))
                .distinct();
    }

    private static Stream<String> followedByAnyTwo(String start) {
        return followedByAny(start).flatMap(PartyIds::followedByAny);
    }

    private static Stream<String> followedByAny(String start) {
        return characters(ANY).map(next -> start + next);
    }

    private static Stream<String> characters(String text) {
        return IntStream.range(0, text.length()).mapToObj(index -> text.substring(index, index + 1));
    }

    private static String usable(String name) {
        String usable = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toUpperCase(Locale.ROOT)
                .chars()
                .mapToObj(character -> ANY.indexOf(character) >= 0
                        ? Character.toString(character)
                        : WHOLE.getOrDefault((char) character, ""))
                .collect(Collectors.joining());
        return usable.length() < FIXED ? usable + "X".repeat(FIXED - usable.length()) : usable;
    }
}
