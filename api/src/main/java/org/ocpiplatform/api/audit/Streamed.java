package org.ocpiplatform.api.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ocpiplatform.contract.history.Pages;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.springframework.http.MediaType;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;

/**
 * Answers of any length, of which only a page is in memory. Whoever reads slowly slows down the reading of the store. An
 * answer that cannot be completed ends without the end that HTTP demands, so that nobody takes it for the whole.
 */
final class Streamed {

    /** One JSON text a line. */
    static final String NDJSON = "application/x-ndjson";

    /** Each write goes through half a dozen wrappers of the answer. */
    private static final int BUFFER = 16 * 1024;

    /** With one generator for all, which writes right into the answer, and nothing of its own between the lines. */
    private static final ObjectWriter LINES = OcpiJson.mapper()
            .writer()
            .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .withRootValueSeparator("");

    private Streamed() {}

    /** Answers with one line for each, and with the head of the answer before the first of them is there. */
    static void lines(HttpServletResponse response, Pages<?> pages) throws IOException {
        response.setContentType(NDJSON);
        response.flushBuffer();
        OutputStream out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
        // Never closed: that would end the answer as if it were complete.
        JsonGenerator lines = LINES.createGenerator(out);
        for (List<?> page = pages.next(); !page.isEmpty(); page = pages.next()) {
            for (Object line : page) {
                LINES.writeValue(lines, line);
                lines.writeRaw('\n');
            }
            lines.flush();
        }
    }

    /**
     * Answers with a JSON object of two fields.
     *
     * @param head value of the first field
     * @param listName of the second field, which holds the list
     */
    static void object(HttpServletResponse response, String headName, Object head, String listName, Pages<?> pages)
            throws IOException {
        object(response, "{\"" + headName + "\":" + OcpiJson.mapper().writeValueAsString(head) + ",", listName, pages);
    }

    /** Answers with a JSON object that has nothing but a list. */
    static void list(HttpServletResponse response, String listName, Pages<?> pages) throws IOException {
        object(response, "{", listName, pages);
    }

    private static void object(HttpServletResponse response, String begin, String listName, Pages<?> pages)
            throws IOException {
        // Failures that show at once are answered as such.
        List<?> page = pages.next();
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        OutputStream out = response.getOutputStream();
        write(out, begin + "\"" + listName + "\":[");
        String separator = "";
        for (; !page.isEmpty(); page = pages.next()) {
            for (Object element : page) {
                write(out, separator);
                out.write(OcpiJson.mapper().writeValueAsBytes(element));
                separator = ",";
            }
            response.flushBuffer();
        }
        write(out, "]}");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
