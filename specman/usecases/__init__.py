"""One public function for each thing a person can ask: values in, values out, no printing."""
