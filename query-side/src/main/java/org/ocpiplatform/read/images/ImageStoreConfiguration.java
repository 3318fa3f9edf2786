package org.ocpiplatform.read.images;

import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import org.ocpiplatform.contract.images.ImageStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Images go where the settings say. */
@Configuration(proxyBeanMethods = false)
class ImageStoreConfiguration {

    @Bean
    ImageStore imageStore(ImageSettings settings, MongoDatabase database) {
        Path directory = settings.directory();
        return directory == null ? new GridFsImageStore(database) : new DirectoryImageStore(directory);
    }
}
