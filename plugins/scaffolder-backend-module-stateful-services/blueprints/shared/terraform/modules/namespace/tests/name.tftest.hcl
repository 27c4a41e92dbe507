mock_provider "kubernetes" {}

run "enforces_restricted_pod_security" {
  command = plan

  variables {
    name = "orders"
  }

  assert {
    condition     = kubernetes_namespace_v1.this.metadata[0].labels["pod-security.kubernetes.io/enforce"] == "restricted"
    error_message = "the namespace must enforce restricted Pod Security"
  }
}

run "refuses_a_name_that_is_no_dns_label" {
  command = plan

  variables {
    name = "Orders_Team"
  }

  expect_failures = [var.name]
}
