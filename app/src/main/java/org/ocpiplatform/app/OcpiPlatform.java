package org.ocpiplatform.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The platform's entry point: assembles the modules and starts them. */
@SpringBootApplication(
        scanBasePackages = {
            "org.ocpiplatform.api",
            "org.ocpiplatform.app",
            "org.ocpiplatform.read",
            "org.ocpiplatform.write"
        })
public class OcpiPlatform {

    static void main(String[] args) {
        // The embedded read store's buffers; their leaks would be a defect of ours, found in tests, not in production.
        System.setProperty("io.netty.leakDetection.level", "disabled");
        SpringApplication.run(OcpiPlatform.class, args);
    }
}
