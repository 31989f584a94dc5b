package io.qbank.exposure.schemas.topic;

import java.time.LocalDate;

/**
 * Record keys: parts joined by a slash. A tenant holds no slash and the last parts are numbers and dates, so that a key
 * can be read from both ends even when an exam code holds one.
 */
public final class Keys {
    private Keys() {}

    /** {@code tenant/exam}: commands of an exam, policies, drift. */
    public static String exam(String tenantId, String examCode) {
        return tenantId + '/' + examCode;
    }

    /** {@code tenant/question/version}: items and control.set commands. */
    public static String item(String tenantId, long questionId, int version) {
        return tenantId + '/' + questionId + '/' + version;
    }

    /** {@code tenant/exam/day}: sessions and outcomes. */
    public static String examDay(String tenantId, String examCode, LocalDate day) {
        return tenantId + '/' + examCode + '/' + day;
    }

    /** {@code tenant/exam/question/version/day}: daily counts and evidence. */
    public static String itemDay(String tenantId, String examCode, long questionId, int version, LocalDate day) {
        return tenantId + '/' + examCode + '/' + questionId + '/' + version + '/' + day;
    }

    /** {@code job/attempt/seq}: one step of a run. */
    public static String progress(String jobId, int attempt, int seq) {
        return jobId + '/' + attempt + '/' + seq;
    }
}
