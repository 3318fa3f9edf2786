package org.ocpiplatform.api.backoffice;

import java.util.Map;

/** A request of the back office is refused with 400 because of some of its fields, which the answer names. */
public final class InvalidFields extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // always one that can be
    private final Map<String, String> problems;

    /**
     * A refusal.
     *
     * @param problems by the name of the field; shown to the caller
     */
    public InvalidFields(Map<String, String> problems) {
        super(
                String.join(", ", problems.keySet()) + (problems.size() == 1 ? " is not valid" : " are not valid"),
                null,
                false,
                false);
        this.problems = problems;
    }

    /** What is wrong, by the name of the field. */
    public Map<String, String> problems() {
        return problems;
    }

    /** The text for the caller; never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
