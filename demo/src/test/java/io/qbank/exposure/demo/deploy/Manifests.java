package io.qbank.exposure.demo.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.util.Map;

/** Manifests against the models of Kubernetes' own client: a field that it does not know or misses is an error. */
final class Manifests {
    private static final Map<String, Check> KINDS = Map.ofEntries(
            Map.entry("v1/ConfigMap", V1ConfigMap::validateJsonElement),
            Map.entry("v1/Service", V1Service::validateJsonElement),
            Map.entry("v1/ServiceAccount", V1ServiceAccount::validateJsonElement),
            Map.entry("apps/v1/Deployment", V1Deployment::validateJsonElement),
            Map.entry("apps/v1/StatefulSet", V1StatefulSet::validateJsonElement),
            Map.entry("batch/v1/Job", V1Job::validateJsonElement),
            Map.entry("batch/v1/CronJob", V1CronJob::validateJsonElement),
            Map.entry("networking.k8s.io/v1/Ingress", V1Ingress::validateJsonElement),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::validateJsonElement),
            Map.entry("policy/v1/PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::validateJsonElement));

    private Manifests() {}

    private interface Check {
        void of(JsonElement manifest) throws IOException;
    }

    /** @throws AssertionError naming kind, object and what is wrong with it */
    static void requireKnown(JsonNode manifest) {
        String kind = manifest.path("apiVersion").asText()
                + '/'
                + manifest.path("kind").asText();
        Check check = KINDS.get(kind);
        if (check == null) throw new AssertionError("no model for " + kind);
        try {
            check.of(JsonParser.parseString(manifest.toString()));
        } catch (IOException | IllegalArgumentException wrong) {
            throw new AssertionError(
                    kind + " " + manifest.at("/metadata/name").asText() + ": " + wrong.getMessage(), wrong);
        }
    }
}
