package org.ocpiplatform.write.pushes;

/** What an event means for partners that have the object. */
sealed interface Step {

    /** The event itself can be told. */
    record Send(Request request) implements Step {}

    /** The object is sent as it stands when its turn comes. */
    record Whole() implements Step {}

    /** Partners are told nothing. */
    record Nothing() implements Step {}
}
