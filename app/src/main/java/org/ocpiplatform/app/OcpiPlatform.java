package org.ocpiplatform.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The platform's entry point: assembles the modules and starts them. */
@SpringBootApplication(scanBasePackages = "org.ocpiplatform")
public class OcpiPlatform {

    static void main(String[] args) {
        SpringApplication.run(OcpiPlatform.class, args);
    }
}
