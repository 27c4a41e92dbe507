mock_provider "kubernetes" {}

run "keeps_volumes_and_lets_them_grow" {
  command = plan

  variables {
    cloud = "aws"
    name  = "orders-cache-retain"
  }

  assert {
    condition     = kubernetes_storage_class_v1.this[0].reclaim_policy == "Retain"
    error_message = "a volume must outlive its claim"
  }

  assert {
    condition     = kubernetes_storage_class_v1.this[0].allow_volume_expansion
    error_message = "volumes must be able to grow"
  }

  assert {
    condition     = kubernetes_storage_class_v1.this[0].volume_binding_mode == "WaitForFirstConsumer"
    error_message = "a volume must be made in the zone of its pod"
  }
}

run "uses_an_existing_class_elsewhere" {
  command = plan

  variables {
    cloud = "generic"
    name  = ""
  }

  assert {
    condition     = length(kubernetes_storage_class_v1.this) == 0 && output.name == ""
    error_message = "no class must be made where none is known"
  }
}

run "refuses_a_cloud_that_it_does_not_know" {
  command = plan

  variables {
    cloud = "mainframe"
    name  = "orders-cache-retain"
  }

  expect_failures = [var.cloud]
}

run "refuses_a_name_that_is_no_dns_subdomain" {
  command = plan

  variables {
    cloud = "generic"
    name  = "Fast!"
  }

  expect_failures = [var.name]
}
