package org.ocpiplatform.write.partners;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.ocpiplatform.contract.partners.PartnerCommand.RotateCredentials;
import org.ocpiplatform.contract.partners.PartnerId;
import org.ocpiplatform.contract.partners.PartnerLink;
import org.ocpiplatform.contract.partners.PartnerState;
import org.ocpiplatform.write.outbound.PartnerDirectory;
import org.ocpiplatform.write.partners.RegistrationStep.ReadStanding;
import org.ocpiplatform.write.partners.RegistrationStep.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tells registered partners when our roles, URL or endpoints have changed, and replaces tokens that have grown old
 * (OCPI 2.3.0, chapter Credentials).
 */
@Configuration(proxyBeanMethods = false)
class CredentialsUpkeep {

    private static final Logger LOG = LoggerFactory.getLogger(CredentialsUpkeep.class);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final int LONGEST_SHIFT = 9;

    @Bean
    Rounds credentialsRounds(
            PartnerDirectory partners,
            RegistrationSteps steps,
            OwnDescription ourselves,
            CommandGateway commands,
            PartnerSettings settings,
            Clock clock) {
        return new Rounds(partners, steps, ourselves, commands, settings, clock);
    }

    @Bean
    Task<?> credentialsUpkeepTask(Rounds rounds, PartnerSettings settings) {
        return Tasks.recurring("credentials-upkeep", FixedDelay.of(settings.upkeepInterval()))
                .execute((instance, context) -> rounds.go());
    }

    /** Looks after all partners once at a time. */
    static final class Rounds {

        private final PartnerDirectory partners;
        private final RegistrationSteps steps;
        private final OwnDescription ourselves;
        private final CommandGateway commands;
        private final PartnerSettings settings;
        private final Clock clock;
        private final Map<PartnerId, Pause> pauses = new ConcurrentHashMap<>();

        Rounds(
                PartnerDirectory partners,
                RegistrationSteps steps,
                OwnDescription ourselves,
                CommandGateway commands,
                PartnerSettings settings,
                Clock clock) {
            this.partners = partners;
            this.steps = steps;
            this.ourselves = ourselves;
            this.commands = commands;
            this.settings = settings;
            this.clock = clock;
        }

        /** How long a partner that failed is left alone; twice as long after each failure. */
        private record Pause(int failures, Instant until) {

            Pause longer(Instant now) {
                Duration length = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, LONGEST_SHIFT));
                return new Pause(failures + 1, now.plus(length.compareTo(LONGEST_PAUSE) < 0 ? length : LONGEST_PAUSE));
            }
        }

        void go() {
            for (PartnerLink link : partners.all()) {
                if (link.partner().state() == PartnerState.REGISTERED) {
                    lookAfter(link.partner().id());
                }
            }
        }

        private void lookAfter(PartnerId id) {
            Instant now = clock.instant();
            Pause pause = pauses.getOrDefault(id, new Pause(0, Instant.EPOCH));
            if (now.isBefore(pause.until())) {
                return;
            }
            try {
                if (isDue(steps.take(new ReadStanding(id), MetaData.emptyInstance(), Standing.class), id, now)) {
                    commands.sendAndWait(new RotateCredentials(id));
                    LOG.info("Partner {} has new credentials", id);
                }
                pauses.remove(id);
            } catch (RuntimeException e) {
                pauses.put(id, pause.longer(now));
                LOG.warn("Partner {} did not take new credentials: {}", id, e.getMessage());
            }
        }

        private boolean isDue(Standing standing, PartnerId id, Instant now) {
            if (standing.state() != PartnerState.REGISTERED) {
                return false;
            }
            String told = ourselves.fingerprint(ourselves.of(id, standing.roles()));
            boolean old = settings.rotateAfter().isPositive()
                    && standing.tokenIssuedAt().plus(settings.rotateAfter()).isBefore(now);
            return old || !told.equals(standing.given());
        }
    }
}
