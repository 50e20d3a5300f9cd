package io.cqdestination.openai;

import java.util.ArrayList;
import java.util.List;

/** Cuts a list of texts into requests, each as full as its limits allow. Thread-safe. */
final class RequestSplitter {
  private final RequestLimits limits;

  RequestSplitter(RequestLimits limits) {
    this.limits = limits;
  }

  /**
   * Returns views of the list that follow each other and make up the whole of it. A text that is
   * over the limits by itself gets a request of its own.
   */
  List<List<String>> split(List<String> texts) {
    List<List<String>> requests = new ArrayList<>();
    int start = 0;
    long tokens = 0;
    long jsonBytes = 0;
    for (int index = 0; index < texts.size(); index++) {
      InputSize size = InputSize.of(texts.get(index));
      boolean full =
          index - start == limits.inputs()
              || tokens + size.tokens() > limits.tokens()
              || jsonBytes + size.jsonBytes() > limits.jsonBytes();
      if (full && index > start) {
        requests.add(texts.subList(start, index));
        start = index;
        tokens = 0;
        jsonBytes = 0;
      }
      tokens += size.tokens();
      jsonBytes += size.jsonBytes();
    }
    if (start < texts.size()) {
      requests.add(texts.subList(start, texts.size()));
    }
    return requests;
  }
}
