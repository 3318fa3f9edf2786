package org.ocpiplatform.bench.floor;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ocpiplatform.bench.platform.CleanUp;
import org.ocpiplatform.bench.platform.ServerProcess;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The platform's HTTP stack with nothing behind it: answers the same bytes to everybody. */
@SpringBootApplication
public class HttpFloor {

    static void main(String[] args) {
        SpringApplication.run(HttpFloor.class, args);
    }

    /**
     * Starts it in a JVM of its own.
     *
     * @param detail what it answers to requests for one session
     * @param list what it answers to requests for a list
     */
    public static ServerProcess start(CleanUp cleanUp, String heap, Path directory, byte[] detail, byte[] list)
            throws IOException, InterruptedException {
        Path detailFile = Files.write(directory.resolve("floor-detail.json"), detail);
        Path listFile = Files.write(directory.resolve("floor-list.json"), list);
        List<String> program = List.of(
                "-cp",
                System.getProperty("java.class.path"),
                HttpFloor.class.getName(),
                "--floor.detail=" + detailFile,
                "--floor.list=" + listFile,
                "--spring.main.banner-mode=off",
                "--logging.level.root=WARN");
        return ServerProcess.start(cleanUp, heap, program, "/ready", directory.resolve("floor.log"));
    }

    /** The paths of the platform that are measured. */
    @RestController
    static class Paths {

        private final byte[] detail;
        private final byte[] list;

        Paths(@Value("${floor.detail}") Path detail, @Value("${floor.list}") Path list) throws IOException {
            this.detail = Files.readAllBytes(detail);
            this.list = Files.readAllBytes(list);
        }

        @GetMapping("/ocpi/emsp/2.3.0/sessions/{country_code}/{party_id}/{session_id}")
        void get(
                @PathVariable("country_code") String countryCode,
                @PathVariable("party_id") String partyId,
                @PathVariable("session_id") String id,
                HttpServletResponse response)
                throws IOException {
            write(response, detail);
        }

        @GetMapping("/ocpi/emsp/2.3.0/sessions")
        void list(HttpServletResponse response) throws IOException {
            write(response, list);
        }

        @GetMapping("/ready")
        void ready(HttpServletResponse response) throws IOException {
            write(response, new byte[0]);
        }

        private static void write(HttpServletResponse response, byte[] body) throws IOException {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }
    }
}
