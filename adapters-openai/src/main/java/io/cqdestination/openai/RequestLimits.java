package io.cqdestination.openai;

/**
 * What one request may hold.
 *
 * @param inputs most texts
 * @param tokens most tokens of all texts together
 * @param jsonBytes most bytes of the texts in the request's JSON
 */
record RequestLimits(int inputs, long tokens, long jsonBytes) {
  /** Most tokens of one text; the API itself judges a text that may have more. */
  static final int TOKENS_AN_INPUT = 8_192;

  private static final int INPUTS = 2_048;
  private static final long TOKENS = 300_000;

  /** Proxies before compatible servers often refuse more than a megabyte: nginx does by default. */
  private static final long JSON_BYTES = 1_000_000;

  /** Answers are held in memory until they are read. */
  private static final long ANSWER_BYTES = 8 << 20;

  /**
   * Returns the limits of the API, with fewer inputs where an answer would be too large to hold.
   *
   * @param answerBytesPerInput what one vector takes in the answer
   */
  static RequestLimits forAnswers(long answerBytesPerInput) {
    long fitting = Math.max(1, ANSWER_BYTES / answerBytesPerInput);
    return new RequestLimits((int) Math.min(INPUTS, fitting), TOKENS, JSON_BYTES);
  }
}
