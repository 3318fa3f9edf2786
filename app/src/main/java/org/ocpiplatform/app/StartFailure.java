package org.ocpiplatform.app;

import com.mongodb.MongoException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.contract.privacy.WrongSecretKeyException;
import org.ocpiplatform.embedded.EmbeddedStoreException;
import org.ocpiplatform.eventstore.MisplacedEventsException;
import org.ocpiplatform.read.kafka.UnusableKafkaSettingException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;

/** Says in one line why the platform does not start, where the reason lies with its settings or its surroundings. */
final class StartFailure implements FailureAnalyzer, FailureAnalysisReporter {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        String sentence = sentence(failure);
        return sentence == null ? null : new FailureAnalysis(sentence, null, failure);
    }

    @Override
    @SuppressWarnings("SystemOut") // the console is where a start that fails is read, whatever logging is set to
    public void report(FailureAnalysis analysis) {
        System.err.println("The platform does not start: " + analysis.getDescription());
    }

    private static @Nullable String sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case EmbeddedStoreException store -> {
                    return store.getMessage();
                }
                case MisplacedEventsException events -> {
                    return events.getMessage();
                }
                case WrongSecretKeyException key -> {
                    return key.getMessage();
                }
                case UnusableReadStoreException setting -> {
                    return setting.getMessage();
                }
                case UnusableKafkaSettingException setting -> {
                    return setting.getMessage();
                }
                case UncheckedIOException files -> {
                    return files.getMessage() + ": " + firstLine(Objects.requireNonNull(files.getCause()));
                }
                case SQLException database -> {
                    return "the PostgreSQL of ocpi.event-store.url cannot be used: " + firstLine(database);
                }
                case MongoException database -> {
                    return "the MongoDB of ocpi.read-store.uri cannot be used: " + firstLine(database);
                }
                case PortInUseException port -> {
                    return "port " + port.getPort() + " is in use; choose another with --server.port";
                }
                case UnboundConfigurationPropertiesException unbound -> {
                    return "unknown setting "
                            + String.join(
                                    ", ",
                                    unbound.getUnboundProperties().stream()
                                            .map(property -> property.getName().toString())
                                            .sorted()
                                            .toList());
                }
                case BindValidationException invalid -> {
                    return String.join(
                            "; ",
                            invalid.getValidationErrors().getAllErrors().stream()
                                    .map(error -> describe(
                                            invalid.getValidationErrors()
                                                    .getName()
                                                    .toString(),
                                            error))
                                    .sorted()
                                    .toList());
                }
                default -> {}
            }
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException bind) {
                return "setting " + bind.getName() + " has an unusable value"
                        + (bind.getProperty() == null
                                ? ""
                                : " (" + bind.getProperty().getValue() + ")");
            }
        }
        return null;
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private static String describe(String prefix, ObjectError error) {
        return error instanceof FieldError field
                ? "setting " + prefix + "." + field.getField() + " " + field.getDefaultMessage()
                : "setting " + prefix + " " + error.getDefaultMessage();
    }
}
