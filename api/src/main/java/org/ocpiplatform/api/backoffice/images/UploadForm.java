package org.ocpiplatform.api.backoffice.images;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.ocpiplatform.api.http.Refusal;
import org.ocpiplatform.contract.Rejection;
import org.springframework.http.HttpStatus;

/** A request of several parts, which the servlet container keeps in temporary files until it is answered. */
final class UploadForm {

    private static final String FORM = "multipart/form-data";

    private final HttpServletRequest request;
    private final Collection<Part> parts;

    private UploadForm(HttpServletRequest request, Collection<Part> parts) {
        this.request = request;
        this.parts = parts;
    }

    /**
     * Reads the body of a request, which nobody may have done before.
     *
     * @throws Refusal if it is no such form, broken, or too large as a whole
     */
    static UploadForm of(HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null || !type.strip().toLowerCase(Locale.ROOT).startsWith(FORM)) {
            throw new Refusal(HttpStatus.BAD_REQUEST, "the request must be " + FORM);
        }
        try {
            return new UploadForm(request, request.getParts());
        } catch (InvalidFileNameException e) {
            throw new Refusal(HttpStatus.BAD_REQUEST, "a file has a name with NUL in it");
        } catch (IllegalStateException e) {
            throw new Refusal(
                    HttpStatus.BAD_REQUEST,
                    "the request is too large: it may hold %d images of the allowed size and %d parts"
                            .formatted(UploadLimits.MAX_FILES, UploadLimits.MAX_PARTS));
        } catch (IOException | ServletException e) {
            throw new Refusal(HttpStatus.BAD_REQUEST, "the request is no complete " + FORM);
        }
    }

    /** The parts of that name, in the order in which they were sent. */
    List<Part> files(String name) {
        return parts.stream().filter(part -> part.getName().equals(name)).toList();
    }

    /**
     * The text in the part or query parameter of that name.
     *
     * @throws Rejection if there are several that differ, or none that is not blank
     */
    String text(String name) {
        String[] values = Optional.ofNullable(request.getParameterValues(name)).orElse(new String[0]);
        List<String> texts = Stream.of(values)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        if (texts.size() != 1) {
            throw Rejection.invalid(name + (texts.isEmpty() ? " is missing" : " must be sent once"));
        }
        return texts.getFirst();
    }
}
