package org.ocpiplatform.bench.runs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options of the command line, as in {@code --connections 32 --keep-data}. */
public final class Options {

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads arguments.
     *
     * @param known names of the options that the run has; one that ends in {@code !} takes no value
     * @throws IllegalArgumentException with a sentence for the user if there is any other
     */
    public static Options parse(String[] arguments, Set<String> known) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (known.contains(name + "!")) {
                values.put(name, "");
            } else if (known.contains(name) && i + 1 < arguments.length) {
                values.put(name, arguments[++i]);
            } else {
                throw new IllegalArgumentException("what is \"" + arguments[i] + "\"? The options are "
                        + String.join(
                                " ",
                                known.stream().sorted().map(each -> "--" + each).toList()));
            }
        }
        return new Options(values);
    }

    /** Whether the option was given. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Its value. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Its value as a number. */
    public int number(String name, int otherwise) {
        return text(name)
                .map(text -> text.replace("_", "").replace(",", ""))
                .map(Integer::parseInt)
                .orElse(otherwise);
    }
}
