"""Tests of the rules of FIM schemas."""
