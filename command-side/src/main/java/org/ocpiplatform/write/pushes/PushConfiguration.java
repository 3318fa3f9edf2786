package org.ocpiplatform.write.pushes;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;
import org.axonframework.eventsourcing.SnapshotTriggerDefinition;
import org.axonframework.eventsourcing.Snapshotter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What runs beside the requests for pushes. */
@Configuration(proxyBeanMethods = false)
class PushConfiguration {

    private static final int SNAPSHOT_EVERY = 50;

    @Bean
    SnapshotTriggerDefinition deliverySnapshots(Snapshotter snapshotter) {
        return new EventCountSnapshotTriggerDefinition(snapshotter, SNAPSHOT_EVERY);
    }

    @Bean
    RecurringTask<Void> redeliveryTask(Redelivery redelivery, PushSettings settings) {
        return redelivery.task(settings);
    }

    @Bean
    OneTimeTask<Void> resyncTask(Resync resync) {
        return resync.task();
    }
}
