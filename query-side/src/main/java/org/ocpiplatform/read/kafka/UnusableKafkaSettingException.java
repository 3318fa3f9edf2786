package org.ocpiplatform.read.kafka;

/** A setting with which nothing can be published; the message names it. */
public final class UnusableKafkaSettingException extends RuntimeException {

    UnusableKafkaSettingException(String message) {
        super(message);
    }
}
